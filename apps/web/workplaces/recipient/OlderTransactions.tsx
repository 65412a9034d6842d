import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { olderQuery } from './history-api.ts';
import { TransactionRow } from './TransactionRow.tsx';

/** The rest of the history, a page at a time. Where it begins stays where it was when first asked. */
export function OlderTransactions({ from }: { from: string }) {
  const { t } = useTranslation();
  const [begin, setBegin] = useState<string>();
  const older = useInfiniteQuery({ ...olderQuery(begin ?? from), enabled: begin !== undefined });
  const rows = older.data?.pages.flatMap((page) => page.transactions) ?? [];
  const hasMore = begin === undefined || older.hasNextPage;
  return (
    <>
      {rows.length > 0 ? (
        <ul className="rows" aria-label={t('history.older')}>
          {rows.map((transaction) => (
            <TransactionRow key={transaction.id} transaction={transaction} isNew={false} />
          ))}
        </ul>
      ) : null}
      {older.isError ? <ProblemNotice problem={older.error} /> : null}
      {hasMore ? (
        <div>
          <Button
            isDisabled={older.isFetching}
            onPress={() => (begin === undefined ? setBegin(from) : older.fetchNextPage())}
          >
            {t('history.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
