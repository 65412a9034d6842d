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

const recordsQuery = queryOptions({
  queryKey: ['own-records'],
  queryFn: () => read<{ dataSets: OwnRecords[] }>('/recipient/v1/records'),
});

/** What registers hold about the person. */
export function OwnRecordsPage() {
  return <SignedIn as="person">{() => <Records />}</SignedIn>;
}

function Records() {
  const { t } = useTranslation();
  const found = useQuery(recordsQuery);
  return (
    <Page title={t('ownRecords.title')} lead={t('ownRecords.lead')}>
      <Loaded query={found}>
        {({ dataSets }) =>
          dataSets.length === 0 ? (
            <Empty title={t('ownRecords.none')}>{t('ownRecords.noneText')}</Empty>
          ) : (
            <ul className="plain-list stack" aria-label={t('ownRecords.list')}>
              {dataSets.map((one) => (
                <OwnRecordsPanel key={one.dataSet.code} found={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <p className="soft measure">
        {t('ownRecords.others')} <Link to="/me/record-uses">{t('uses.title')}</Link>.
      </p>
    </Page>
  );
}
