import { defineJob } from '../../platform/jobs/index.ts';
import { announceBudgets } from './budgets/announce-budgets.ts';
import { deleteOldClientIds } from './delete-old-client-ids.ts';
import { expireTransactions } from './expire-transactions.ts';

/** Work of the transactions that nobody waits for. */
export const transactionJobs = [
  defineJob({
    name: 'transactions.expire',
    permission: { organisations: 'all', changes: [], transactionPath: true },
    cron: '* * * * *',
    work: async (context) => {
      await expireTransactions(context);
    },
  }),
  defineJob({
    name: 'transactions.announce-budgets',
    permission: { organisations: 'none', changes: ['transactions'] },
    cron: '*/5 * * * *',
    work: async (context) => {
      await announceBudgets(context);
    },
  }),
  defineJob({
    name: 'transactions.delete-old-client-ids',
    permission: { organisations: 'none', changes: ['transactions'] },
    cron: '40 3 * * *',
    work: async (context) => {
      await deleteOldClientIds(context);
    },
  }),
];
