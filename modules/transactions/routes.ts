import type { HttpApp } from '../../platform/http/http-app.ts';
import {
  AuthoriseRequest,
  CancelRequest,
  ConfirmRequest,
  DailyTotalsRequest,
  IdentifyRequest,
  ListQuery,
  OneStepRequest,
  RefundRequest,
  TransactionPath,
} from './api.ts';
import {
  CancelAnswer,
  ConfirmAnswer,
  DailyTotalsAnswer,
  IdentifyAnswer,
  ListAnswer,
  RefundAnswer,
  TransactionAnswer,
  TransactionDetails,
} from './api-answers.ts';
import { authoriseInOneStep, authoriseTransaction } from './authorise-transaction.ts';
import { cancelTransaction } from './cancel-transaction.ts';
import { confirmTransaction } from './confirm-transaction.ts';
import { getTransaction } from './get-transaction.ts';
import { identifyMeans } from './identify-means.ts';
import { listTransactions } from './list-transactions.ts';
import { reconcileDay } from './reconcile-day.ts';
import { refundTransaction } from './refund-transaction.ts';

const config = { permission: 'ids', roles: ['cashier'], scope: 'transactions' } as const;
const tags = ['IDS'];
const params = TransactionPath;

/** The IDS API, version 1. */
export function idsRoutes(app: HttpApp): void {
  app.post(
    '/ids/v1/identify',
    {
      config,
      schema: {
        tags,
        summary: 'What this means of identification can get here',
        body: IdentifyRequest,
        response: { 200: IdentifyAnswer },
      },
    },
    async ({ context, body }) => await identifyMeans(context, body),
  );
  app.post(
    '/ids/v1/transactions',
    {
      config,
      schema: {
        tags,
        summary: 'Authorise a basket',
        body: AuthoriseRequest,
        response: { 200: TransactionAnswer },
      },
    },
    async ({ context, body }) => await authoriseTransaction(context, body),
  );
  app.post(
    '/ids/v1/transactions/one-step',
    {
      config,
      schema: {
        tags,
        summary: 'Authorise and confirm in one step',
        body: OneStepRequest,
        response: { 200: TransactionAnswer },
      },
    },
    async ({ context, body }) => await authoriseInOneStep(context, body),
  );
  actRoutes(app);
  readingRoutes(app);
}

function actRoutes(app: HttpApp): void {
  app.post(
    '/ids/v1/transactions/:transactionId/confirm',
    {
      config,
      schema: {
        tags,
        summary: 'Confirm, whole or fewer units',
        params,
        body: ConfirmRequest,
        response: { 200: ConfirmAnswer },
      },
    },
    async ({ context, params, body }) =>
      await confirmTransaction(context, params.transactionId, body),
  );
  app.post(
    '/ids/v1/transactions/:transactionId/cancel',
    {
      config,
      schema: {
        tags,
        summary: 'Cancel what was authorised, or may have been',
        params,
        body: CancelRequest,
        response: { 200: CancelAnswer },
      },
    },
    async ({ context, params, body }) =>
      await cancelTransaction(context, params.transactionId, body),
  );
  app.post(
    '/ids/v1/transactions/:transactionId/refund',
    {
      config,
      schema: {
        tags,
        summary: 'Refund, whole or some units',
        params,
        body: RefundRequest,
        response: { 200: RefundAnswer },
      },
    },
    async ({ context, params, body }) =>
      await refundTransaction(context, params.transactionId, body),
  );
}

function readingRoutes(app: HttpApp): void {
  app.get(
    '/ids/v1/transactions/:transactionId',
    {
      config,
      schema: {
        tags,
        summary: 'A transaction with its state and acts',
        params,
        response: { 200: TransactionDetails },
      },
    },
    async ({ context, params }) => await getTransaction(context, params.transactionId),
  );
  app.get(
    '/ids/v1/transactions',
    {
      config,
      schema: {
        tags,
        summary: 'Transactions of a day or a period',
        querystring: ListQuery,
        response: { 200: ListAnswer },
      },
    },
    async ({ context, query }) => await listTransactions(context, query),
  );
  app.post(
    '/ids/v1/daily-totals',
    {
      config: { permission: 'ids', scope: 'transactions' },
      schema: {
        tags,
        summary: 'Reconcile the totals of a day',
        body: DailyTotalsRequest,
        response: { 200: DailyTotalsAnswer },
      },
    },
    async ({ context, body }) => await reconcileDay(context, body),
  );
}
