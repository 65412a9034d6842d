/** The door of the transactions: authorise, confirm, cancel, refund, expire, and what follows. */
export { authoriseInOneStep, authoriseTransaction } from './authorise-transaction.ts';
export { cancelTransaction } from './cancel-transaction.ts';
export { confirmTransaction } from './confirm-transaction.ts';
export { deleteOldClientIds } from './delete-old-client-ids.ts';
export { transactionErrors } from './errors.ts';
export { expireTransactions } from './expire-transactions.ts';
export { refundTransaction } from './refund-transaction.ts';
