import type { HttpApp } from '../../../platform/http/http-app.ts';
import {
  HistoryAnswer,
  HistoryQuery,
  OwnTransaction,
  OwnTransactionPath,
  UsageAnswer,
} from '../recipient-api.ts';
import { getOwnTransaction } from './get-own-transaction.ts';
import { listOwnTransactions } from './list-own-transactions.ts';
import { readOwnUsage } from './read-own-usage.ts';

const config = { permission: 'recipient', act: 'see-transactions' } as const;
const tags = ['Recipient'];

/** What recipients see of their own transactions. */
export function recipientTransactionRoutes(app: HttpApp): void {
  app.get(
    '/recipient/v1/transactions',
    {
      config,
      schema: {
        tags,
        summary: 'Your transactions, newest first.',
        querystring: HistoryQuery,
        response: { 200: HistoryAnswer },
      },
    },
    async ({ context, query }) => await listOwnTransactions(context, query),
  );
  app.get(
    '/recipient/v1/transactions/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One of your transactions: every relief, and why or why not.',
        params: OwnTransactionPath,
        response: { 200: OwnTransaction },
      },
    },
    async ({ context, params }) => await getOwnTransaction(context, params.id),
  );
  app.get(
    '/recipient/v1/usage',
    {
      config,
      schema: {
        tags,
        summary: 'Quota used and left today, and points.',
        response: { 200: UsageAnswer },
      },
    },
    async ({ context }) => await readOwnUsage(context),
  );
}
