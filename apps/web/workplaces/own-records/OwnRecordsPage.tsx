import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OwnRecords } from '../../../../modules/exchange/own-records/api.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { read } from '../../features/api/request.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { OwnRecordsPanel } from './OwnRecordsPanel.tsx';

const recordsQuery = (name: string | null) =>
  queryOptions({
    queryKey: ['own-records', name],
    queryFn: () => read<{ dataSets: OwnRecords[] }>('/recipient/v1/records'),
  });

/** What registers hold about the person, or the one for whom they act. */
export function OwnRecordsPage() {
  return <SignedIn as="person">{({ actingFor }) => <Records of={actingFor} />}</SignedIn>;
}

/** Of whom: null is the person themselves. */
function Records({ of: name }: { of: string | null }) {
  const { t } = useTranslation();
  const found = useQuery(recordsQuery(name));
  const words = name === null ? 'ownRecords' : 'ownRecords.other';
  return (
    <Page title={t(`${words}.title`, { name })} lead={t(`${words}.lead`)}>
      <Loaded query={found}>
        {({ dataSets }) =>
          dataSets.length === 0 ? (
            <Empty title={t(`${words}.none`)}>{t(`${words}.noneText`)}</Empty>
          ) : (
            <ul className="plain-list stack" aria-label={t(`${words}.list`)}>
              {dataSets.map((one) => (
                <OwnRecordsPanel key={one.dataSet.code} found={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <p className="soft measure">
        {t(`${words}.others`)}
        {name === null ? (
          <>
            {' '}
            <Link to="/me/record-uses">{t('uses.title')}</Link>.
          </>
        ) : null}
      </p>
    </Page>
  );
}
