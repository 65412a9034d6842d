import { queryOptions } from '@tanstack/react-query';
import {
  type AuthoriseRequest,
  type CancelAnswer,
  type ConfirmAnswer,
  type ConfirmRequest,
  createIdsClient,
  type IdentifyAnswer,
  type IdentifyRequest,
  type IdsClient,
  IdsRefusal,
  IdsUnexpectedAnswer,
  type OneStepRequest,
  type RefundAnswer,
  type RefundRequest,
  type TransactionAnswer,
} from '../../../../sdk/index.ts';
import { noConnection, Problem } from '../../features/api/problem.ts';
import { currentLanguage } from '../../features/language/start-language.ts';

/** The IDS API as any provider's system uses it, with the session's cookie for an access key. */
export const itemsQuery = queryOptions({
  queryKey: ['items'],
  queryFn: () => ask((ids) => ids.items()),
  staleTime: 60_000,
});

export function transactionsQuery(day: string) {
  return queryOptions({
    queryKey: ['terminal-transactions', day],
    queryFn: () => ask((ids) => ids.list({ day, limit: 100 })),
  });
}

export function transactionDetailsQuery(id: string) {
  return queryOptions({
    queryKey: ['terminal-transactions', 'one', id],
    queryFn: () => ask((ids) => ids.get(id)),
  });
}

export function identify(request: IdentifyRequest): Promise<IdentifyAnswer> {
  return ask((ids) => ids.identify(request));
}

export function authorise(request: AuthoriseRequest): Promise<TransactionAnswer> {
  return ask((ids) => ids.authorise(request));
}

export function authoriseInOneStep(request: OneStepRequest): Promise<TransactionAnswer> {
  return ask((ids) => ids.oneStep(request));
}

export function confirm(id: string, request: ConfirmRequest): Promise<ConfirmAnswer> {
  return ask((ids) => ids.confirm(id, request));
}

export function cancel(id: string, terminalAt: string): Promise<CancelAnswer> {
  return ask((ids) => ids.cancel(id, { terminalAt }));
}

export function refund(id: string, request: RefundRequest): Promise<RefundAnswer> {
  return ask((ids) => ids.refund(id, request));
}

/** Makes one call; what it ends in other than an answer is a `Problem`, as for every other call. */
async function ask<Answer>(call: (ids: IdsClient) => Promise<Answer>): Promise<Answer> {
  try {
    return await call(createIdsClient({ baseUrl: '', language: currentLanguage() }));
  } catch (error) {
    if (error instanceof IdsRefusal) throw new Problem(error.problem, error.status);
    if (error instanceof IdsUnexpectedAnswer) {
      throw new Problem({ requestId: error.requestId }, error.status);
    }
    throw noConnection();
  }
}
