import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

/** Reads the next page of what is read by pages, while there is one. */
export function MoreButton({ query }: { query: UseInfiniteQueryResult<unknown> }) {
  const { t } = useTranslation();
  return (
    <>
      {query.isFetchNextPageError ? <ProblemNotice problem={query.error} /> : null}
      {query.hasNextPage ? (
        <div>
          <Button isDisabled={query.isFetching} onPress={() => query.fetchNextPage()}>
            {t('action.next')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
