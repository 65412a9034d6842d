import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { type ActDecision, actOnTransaction, actRow, unitsAnswer } from './act-on-transaction.ts';
import { type Basket, difference, keptAmounts, type Quantities } from './amounts/kept-amounts.ts';
import { negative } from './amounts/take-rows.ts';
import { withoutProof } from './amounts/without-proof.ts';
import type { RefundRequest } from './api.ts';
import type { RefundAnswer } from './api-answers.ts';
import { checkClockOfAct, refuseRepeatedLines } from './authorising/check-basket.ts';
import { differingFields } from './authorising/request-content.ts';
import { quantitiesLeft, type StoredTransaction, stateOf } from './transaction.ts';

/**
 * Refunds a confirmed transaction, all that is left or some units of some lines. Every line gives back
 * its own cents, and quota and budget where the instruction does not keep them; nothing is calculated
 * again. The refund's own id makes a repeated one get the first answer.
 */
export async function refundTransaction(
  context: Context,
  transactionId: string,
  request: RefundRequest,
): Promise<RefundAnswer> {
  return await actOnTransaction<RefundAnswer>(context, transactionId, {
    decide: (transaction) => decideRefund(context, transaction, request),
    without: async (found) => {
      throw new Refusal(found ? 'already-cancelled' : 'transaction-unknown');
    },
  });
}

function decideRefund(
  context: Context,
  transaction: StoredTransaction,
  request: RefundRequest,
): ActDecision<RefundAnswer> {
  const asked = { lines: request.lines ?? null };
  const earlier = transaction.acts.find(({ refundId }) => refundId === request.refundId);
  if (earlier) {
    const differs = differingFields(earlier.request, asked);
    if (differs.length > 0) throw new Refusal('refund-id-reused', { differs });
    return { answer: earlier.answer as RefundAnswer };
  }
  refuseUnconfirmed(transaction);
  const now = context.clock.now();
  const terminalAt = new Date(request.terminalAt);
  checkClockOfAct(terminalAt, now, new Date(transaction.answer.terminalAt));
  const before = quantitiesLeft(transaction);
  const after = quantitiesAfter(before, request);
  const sold = soldBasket(transaction);
  const given = difference(keptAmounts(sold, before), keptAmounts(sold, after));
  const { counters, budgets } = transaction.takes;
  const whole = [...after.values()].every((quantity) => quantity === 0);
  const answer: RefundAnswer = {
    transactionId: transaction.clientId,
    refundId: request.refundId,
    state: whole ? 'refunded' : 'confirmed',
    at: now.toISOString(),
    ...unitsAnswer(given),
  };
  const act = actRow(context, transaction, {
    effect: {
      amounts: given,
      counters: negative(givenBack(counters, given.counters)),
      budgets: negative(givenBack(budgets, given.budgets)),
      spent: negative(given.pointsSpent),
      earned: negative(given.pointsEarned),
      posted: { amounts: given, sign: -1 },
    },
    details: {
      kind: 'refunded',
      at: now,
      terminalAt,
      refundId: request.refundId,
      content: { request: asked, answer, whole },
    },
  });
  return { act, answer };
}

/** What was confirmed without a proof of purchase, though it asks for one, was never booked. */
function soldBasket(transaction: StoredTransaction): Basket {
  const confirmed = transaction.acts.find(({ kind }) => kind === 'confirmed');
  return confirmed?.proof ? transaction : withoutProof(transaction);
}

/** An instruction may say that what was used stays used. */
function givenBack(takes: readonly { keepsUsed?: true }[], amounts: readonly number[]): number[] {
  return amounts.map((amount, place) => (takes[place]?.keepsUsed ? 0 : amount));
}

function refuseUnconfirmed(transaction: StoredTransaction): void {
  switch (stateOf(transaction)) {
    case 'authorised':
      throw new Refusal('not-confirmed');
    case 'cancelled':
      throw new Refusal('already-cancelled');
    case 'expired':
      throw new Refusal('transaction-expired');
    case 'refunded':
      throw new Refusal('already-refunded');
    case 'confirmed':
      return;
  }
}

function quantitiesAfter(before: Quantities, request: RefundRequest): Quantities {
  if (!request.lines) return new Map([...before.keys()].map((line) => [line, 0]));
  refuseRepeatedLines(request.lines);
  const after = new Map(before);
  for (const { line, quantity } of request.lines) {
    const left = before.get(line);
    if (left === undefined) throw new Refusal('line-unknown', { line });
    if (quantity > left) throw new Refusal('refund-exceeds-confirmed', { line, quantity, left });
    after.set(line, left - quantity);
  }
  return after;
}
