import { makeAuditRecord } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import {
  type ActDecision,
  type ActEffect,
  actOnTransaction,
  actRow,
} from './act-on-transaction.ts';
import { allOf, keptAmounts } from './amounts/kept-amounts.ts';
import { negative } from './amounts/take-rows.ts';
import type { CancelRequest } from './api.ts';
import type { CancelAnswer } from './api-answers.ts';
import { checkClockOfAct, refuseTooOld } from './authorising/check-basket.ts';
import { markCancelled } from './sql/mark-cancelled.ts';
import { type StoredTransaction, stateOf } from './transaction.ts';

/**
 * Cancels an authorised transaction and gives everything back. When the authorise never arrived, a
 * mark is left that refuses it if it still does. Cancelling again gets the first answer.
 */
export async function cancelTransaction(
  context: Context,
  transactionId: string,
  request: CancelRequest,
): Promise<CancelAnswer> {
  return await actOnTransaction<CancelAnswer>(context, transactionId, {
    decide: (transaction) => decideCancel(context, transaction, request),
    without: async (found, { idsId }) => {
      const now = context.clock.now();
      const answer: CancelAnswer = {
        transactionId,
        state: 'cancelled',
        at: now.toISOString(),
        known: false,
      };
      if (found) return answer;
      const terminalAt = new Date(request.terminalAt);
      checkClockOfAct(terminalAt, now);
      refuseTooOld(terminalAt, now);
      const audit = makeAuditRecord(context, {
        act: 'transactions.cancelled-before',
        content: { transactionId },
      });
      const isMarked = await markCancelled(context.transactionPath, {
        idsId,
        clientId: transactionId,
        at: now,
        audit,
      });
      return isMarked ? answer : undefined;
    },
  });
}

function decideCancel(
  context: Context,
  transaction: StoredTransaction,
  request: CancelRequest,
): ActDecision<CancelAnswer> {
  const earlier = transaction.acts.find(({ kind }) => kind === 'cancelled');
  if (earlier) return { answer: earlier.answer as CancelAnswer };
  const state = stateOf(transaction);
  if (state === 'confirmed') throw new Refusal('already-confirmed');
  if (state === 'refunded') throw new Refusal('already-refunded');
  if (state === 'expired') throw new Refusal('transaction-expired');
  const now = context.clock.now();
  const terminalAt = new Date(request.terminalAt);
  checkClockOfAct(terminalAt, now, new Date(transaction.answer.terminalAt));
  const answer: CancelAnswer = {
    transactionId: transaction.clientId,
    state: 'cancelled',
    at: now.toISOString(),
    known: true,
  };
  const act = actRow(context, transaction, {
    effect: releaseEffect(transaction),
    details: { kind: 'cancelled', at: now, terminalAt, content: { answer } },
  });
  return { act, answer };
}

/** Everything that was reserved is given back: of a cancel, and of an expiry. */
export function releaseEffect(transaction: StoredTransaction): ActEffect {
  const amounts = keptAmounts(transaction, allOf(transaction));
  return {
    amounts,
    counters: negative(amounts.counters),
    budgets: negative(amounts.budgets),
    spent: negative(amounts.pointsSpent),
    earned: [],
  };
}
