import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { MappingForm } from './MappingForm.tsx';
import { mappingQuery } from './mapping-api.ts';

/** What the records of one register mean: the mapping in force, and another one tried. */
export function MappingPage() {
  const { t } = useTranslation();
  const { register } = useParams({ from: '/office/registers/$register' });
  return (
    <GrantingPage title={t('mapping.title')} lead={t('mapping.lead')}>
      {({ organisation }) => <InForce register={register} mayReadRecords={organisation !== null} />}
    </GrantingPage>
  );
}

/** For who has no register yet. */
export function NewMappingPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('mapping.newTitle')} lead={t('mapping.lead')}>
      {({ organisation }) => (
        <>
          <Back />
          <MappingForm mapping="" examples="" mayReadRecords={organisation !== null} />
        </>
      )}
    </GrantingPage>
  );
}

function InForce(props: { register: string; mayReadRecords: boolean }) {
  const { t } = useTranslation();
  const found = useQuery(mappingQuery(props.register));
  return (
    <>
      <Back />
      <Loaded query={found}>
        {({ name, version, dataSet, takenAt, text, sample }) => (
          <>
            <section className="panel stack" aria-labelledby="in-force">
              <h2 id="in-force">{chosen(name)}</h2>
              <Facts
                rows={[
                  [t('mapping.version'), version],
                  [t('mapping.since'), formatInstant(takenAt)],
                  [t('mapping.dataSet'), dataSet],
                ]}
              />
              <details>
                <summary>{t('mapping.text')}</summary>
                <pre className="written" role="region" tabIndex={0} aria-label={t('mapping.text')}>
                  {text}
                </pre>
              </details>
            </section>
            <MappingForm mapping={text} examples={sample} mayReadRecords={props.mayReadRecords} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Back() {
  const { t } = useTranslation();
  return (
    <p>
      <Link to="/office/registers">{t('mapping.back')}</Link>
    </p>
  );
}
