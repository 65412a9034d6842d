import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  HistoryAnswer,
  OwnTransaction,
} from '../../../../modules/transactions/recipient-api.ts';
import { read } from '../../features/api/request.ts';

const LIVE_MS = 2_000;

/** The newest uses, read again while the page is looked at, so that a tap shows within seconds. */
export const newestQuery = queryOptions({
  queryKey: ['transactions', 'newest'],
  queryFn: () => read<HistoryAnswer>('/recipient/v1/transactions'),
  refetchInterval: LIVE_MS,
});

/** What is older than the newest page. */
export function olderQuery(from: string) {
  return infiniteQueryOptions({
    queryKey: ['transactions', 'older', from],
    queryFn: ({ pageParam }) =>
      read<HistoryAnswer>(`/recipient/v1/transactions?cursor=${encodeURIComponent(pageParam)}`),
    initialPageParam: from,
    getNextPageParam: (page) => page.next,
    enabled: false,
  });
}

export function transactionQuery(id: string) {
  return queryOptions({
    queryKey: ['transactions', 'one', id],
    queryFn: () => read<OwnTransaction>(`/recipient/v1/transactions/${encodeURIComponent(id)}`),
    refetchInterval: LIVE_MS * 5,
  });
}
