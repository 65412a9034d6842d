/** The door of the transactions: authorise, confirm, cancel, refund, expire, and what follows. */
export { authoriseInOneStep, authoriseTransaction } from './authorise-transaction.ts';
export { cancelTransaction } from './cancel-transaction.ts';
export { confirmTransaction } from './confirm-transaction.ts';
export { deleteOldClientIds } from './delete-old-client-ids.ts';
export { transactionErrors } from './errors.ts';
export { expireTransactions } from './expire-transactions.ts';
export { getTransaction } from './get-transaction.ts';
export { identifyMeans } from './identify-means.ts';
export { transactionJobs } from './jobs.ts';
export { listTransactions } from './list-transactions.ts';
export { getOwnTransaction } from './recipient/get-own-transaction.ts';
export { listOwnTransactions } from './recipient/list-own-transactions.ts';
export { readOwnUsage } from './recipient/read-own-usage.ts';
export { recipientTransactionRoutes } from './recipient/recipient-routes.ts';
export { reconcileDay } from './reconcile-day.ts';
export { forgetReferences } from './reference.ts';
export { refundTransaction } from './refund-transaction.ts';
export { idsRoutes } from './routes.ts';
