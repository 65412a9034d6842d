import { queryOptions } from '@tanstack/react-query';
import type {
  AuthoriseRequest,
  IdentifyRequest,
  RefundRequest,
} from '../../../../modules/transactions/api.ts';
import type {
  CancelAnswer,
  ConfirmAnswer,
  IdentifyAnswer,
  ListAnswer,
  RefundAnswer,
  TransactionAnswer,
  TransactionDetails,
} from '../../../../modules/transactions/api-answers.ts';
import { act, read } from '../../features/api/request.ts';
import type { Item } from './basket.ts';

/** The calls of the IDS API that the terminal page makes, with the session's cookie for a key. */
export const itemsQuery = queryOptions({
  queryKey: ['items'],
  queryFn: () => read<{ items: Item[] }>('/ids/v1/items'),
  staleTime: 60_000,
});

export function transactionsQuery(day: string) {
  return queryOptions({
    queryKey: ['terminal-transactions', day],
    queryFn: () => read<ListAnswer>(`/ids/v1/transactions?day=${day}&limit=100`),
  });
}

export function transactionDetailsQuery(id: string) {
  return queryOptions({
    queryKey: ['terminal-transactions', 'one', id],
    queryFn: () => read<TransactionDetails>(`/ids/v1/transactions/${encodeURIComponent(id)}`),
  });
}

export function identify(request: IdentifyRequest): Promise<IdentifyAnswer> {
  return act('/ids/v1/identify', request);
}

export function authorise(request: AuthoriseRequest): Promise<TransactionAnswer> {
  return act('/ids/v1/transactions', request);
}

export function authoriseInOneStep(request: AuthoriseRequest): Promise<TransactionAnswer> {
  return act('/ids/v1/transactions/one-step', request);
}

export function confirm(id: string, terminalAt: string): Promise<ConfirmAnswer> {
  return act(`/ids/v1/transactions/${encodeURIComponent(id)}/confirm`, { terminalAt });
}

export function cancel(id: string, terminalAt: string): Promise<CancelAnswer> {
  return act(`/ids/v1/transactions/${encodeURIComponent(id)}/cancel`, { terminalAt });
}

export function refund(id: string, request: RefundRequest): Promise<RefundAnswer> {
  return act(`/ids/v1/transactions/${encodeURIComponent(id)}/refund`, request);
}
