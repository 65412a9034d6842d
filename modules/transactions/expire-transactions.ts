import type { Context } from '../../platform/context.ts';
import { actRow } from './act-on-transaction.ts';
import { releaseEffect } from './cancel-transaction.ts';
import { listDue } from './sql/read-transactions.ts';
import { writeActs } from './sql/write-acts.ts';

const BATCH = 500;
/** A run of the job ends after so many: the next minute goes on. */
const BATCHES_MAX = 200;

/**
 * Expires authorised transactions that nobody confirmed in time, and gives back their quota and
 * budget. One that is confirmed at this moment wins. Returns how many expired.
 */
export async function expireTransactions(context: Context): Promise<number> {
  let expired = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const now = context.clock.now();
    const due = await listDue(context.db, { now, atMost: BATCH });
    if (due.length === 0) break;
    const acts = due.map((transaction) =>
      actRow(context, transaction, {
        effect: releaseEffect(transaction),
        details: { kind: 'expired', at: now, content: {} },
      }),
    );
    const outcomes = await writeActs(context.transactionPath, acts);
    const written = [...outcomes.values()].filter((outcome) => outcome === 'written').length;
    expired += written;
    // What could not be written now would only be found again.
    if (written === 0 || due.length < BATCH) break;
  }
  return expired;
}
