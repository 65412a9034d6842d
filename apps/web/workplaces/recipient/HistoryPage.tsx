import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryRow } from '../../../../modules/transactions/recipient-api.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatEuros } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { newestQuery } from './history-api.ts';
import { OlderTransactions } from './OlderTransactions.tsx';
import { TransactionRow } from './TransactionRow.tsx';

export function HistoryPage() {
  return <SignedIn as="person">{() => <History />}</SignedIn>;
}

function History() {
  const { t } = useTranslation();
  const newest = useQuery(newestQuery);
  const arrived = useArrived(newest.data?.transactions);
  const latest = arrived[0];
  return (
    <Page title={t('history.title')} lead={t('history.lead')}>
      <p className="only-heard" role="status">
        {latest
          ? t('history.arrived', {
              provider: chosen(latest.provider),
              relief: formatEuros(latest.reliefCents),
            })
          : ''}
      </p>
      {newest.isError && newest.data ? <ProblemNotice problem={newest.error} /> : null}
      <Loaded query={newest}>
        {({ transactions, next }) =>
          transactions.length === 0 ? (
            <Empty title={t('history.none')}>{t('history.noneText')}</Empty>
          ) : (
            <div className="stack">
              <ul className="rows" aria-label={t('history.list')}>
                {transactions.map((transaction) => (
                  <TransactionRow
                    key={transaction.id}
                    transaction={transaction}
                    isNew={arrived.some(({ id }) => id === transaction.id)}
                  />
                ))}
              </ul>
              {next ? <OlderTransactions from={next} /> : null}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

/** Uses that came while the page was open, the latest first. */
function useArrived(transactions: HistoryRow[] | undefined): HistoryRow[] {
  const seen = useRef<Set<string>>(undefined);
  const [arrived, setArrived] = useState<HistoryRow[]>([]);
  useEffect(() => {
    if (!transactions) return;
    const before = seen.current;
    seen.current = new Set([...(before ?? []), ...transactions.map(({ id }) => id)]);
    const fresh = before ? transactions.filter(({ id }) => !before.has(id)) : [];
    if (fresh.length > 0) setArrived((earlier) => [...fresh, ...earlier]);
  }, [transactions]);
  return arrived;
}
