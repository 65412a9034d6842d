import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatDay, formatInstant, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { FieldList } from '../../features/terms/FieldTree.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type CataloguedDataSet, cataloguedQuery } from './catalogue-api.ts';

/** One published data set: whose, by what right, how fresh, and which fields it has. */
export function DataSetPage() {
  const { t } = useTranslation();
  const params = useParams({ from: '/office/catalogue/$code/$version' });
  const found = useQuery(cataloguedQuery(params));
  const title = found.data ? chosen(found.data.name) : `${params.code}@${params.version}`;
  return (
    <GrantingPage title={title}>
      {({ organisation }) => (
        <>
          <p>
            <Link to="/office/catalogue">{t('dataSets.back')}</Link>
          </p>
          <Loaded query={found}>
            {(dataSet) => (
              <>
                <About dataSet={dataSet} />
                <Applying dataSet={dataSet} isOwn={organisation?.code === dataSet.source.code} />
                <section className="panel stack" aria-labelledby="fields">
                  <h2 id="fields">{t('dataSets.fields')}</h2>
                  <FieldList fields={dataSet.fields} />
                </section>
              </>
            )}
          </Loaded>
        </>
      )}
    </GrantingPage>
  );
}

function Applying({ dataSet, isOwn }: { dataSet: CataloguedDataSet; isOwn: boolean }) {
  const { t } = useTranslation();
  if (isOwn) {
    return (
      <Notice>
        <p>{t('dataSets.own')}</p>
      </Notice>
    );
  }
  return (
    <p>
      <Link
        to="/office/catalogue/$code/$version/apply"
        params={{ code: dataSet.code, version: String(dataSet.version) }}
        className="button"
        data-variant="primary"
      >
        {t('dataSets.apply')}
      </Link>
    </p>
  );
}

function About({ dataSet }: { dataSet: CataloguedDataSet }) {
  const { t } = useTranslation();
  const { code, version, source, legalBasis, updates, licence, endsOn, fieldCount } = dataSet;
  const { loadedAt, changedAt } = dataSet;
  return (
    <section className="panel stack" aria-labelledby="about">
      <h2 id="about">{t('dataSets.about')}</h2>
      <Facts
        rows={[
          [t('permissions.source'), chosen(source.name)],
          [t('dataSets.code'), `${code}@${version}`],
          [t('dataSets.keptBy'), legalBasis && chosen(legalBasis)],
          [t('dataSets.rhythm'), updates && t(`dataSets.updates.${updates}`)],
          [t('dataSets.loadedAt'), loadedAt && formatInstant(loadedAt)],
          [t('dataSets.changedAt'), changedAt ? formatInstant(changedAt) : t('dataSets.never')],
          [
            t('dataSets.licence'),
            licence &&
              t(`dataSets.licenceOf.${licence === 'closed' ? 'closed' : 'open'}`, { licence }),
          ],
          [t('dataSets.fieldCount'), formatNumber(fieldCount)],
          [t('dataSets.endsOn'), endsOn && formatDay(endsOn)],
        ]}
      />
    </section>
  );
}
