import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import {
  type ActDecision,
  type ActEffect,
  actOnTransaction,
  actRow,
  totalsOf,
  unitsAnswer,
} from './act-on-transaction.ts';
import {
  allOf,
  difference,
  type KeptAmounts,
  keptAmounts,
  type Quantities,
} from './amounts/kept-amounts.ts';
import { negative } from './amounts/take-rows.ts';
import { withoutProof } from './amounts/without-proof.ts';
import type { ConfirmRequest } from './api.ts';
import type { ConfirmAnswer } from './api-answers.ts';
import { checkClockOfAct, refuseRepeatedLines } from './authorising/check-basket.ts';
import { differingFields } from './authorising/request-content.ts';
import { type StoredTransaction, stateOf } from './transaction.ts';

/**
 * Confirms an authorised transaction, whole or fewer units of some lines; the rest of quota and
 * budget is given back. After it expired, it is confirmed late if quota and budget still allow.
 * The same confirm again gets the first answer.
 */
export async function confirmTransaction(
  context: Context,
  transactionId: string,
  request: ConfirmRequest,
): Promise<ConfirmAnswer> {
  return await actOnTransaction<ConfirmAnswer>(context, transactionId, {
    decide: (transaction) => decideConfirm(context, transaction, request),
    without: async (found) => {
      throw new Refusal(found ? 'already-cancelled' : 'transaction-unknown');
    },
  });
}

function decideConfirm(
  context: Context,
  transaction: StoredTransaction,
  request: ConfirmRequest,
): ActDecision<ConfirmAnswer> {
  const asked = confirmContent(request);
  const earlier = transaction.acts.find(({ kind }) => kind === 'confirmed');
  if (earlier) return { answer: earlierAnswer(transaction, earlier, asked) };
  const state = stateOf(transaction);
  if (state === 'cancelled') throw new Refusal('already-cancelled');
  const now = context.clock.now();
  const terminalAt = new Date(request.terminalAt);
  checkClockOfAct(terminalAt, now, new Date(transaction.answer.terminalAt));
  const quantities = confirmedQuantities(transaction, request);
  const sold = request.proof ? transaction : withoutProof(transaction);
  const amounts = keptAmounts(sold, quantities);
  const uncompensatedCents =
    totalsOf(keptAmounts(transaction, quantities)).compensationCents -
    totalsOf(amounts).compensationCents;
  const late = state === 'expired' || now >= transaction.expiresAt;
  const answer: ConfirmAnswer = {
    transactionId: transaction.clientId,
    state: 'confirmed',
    at: now.toISOString(),
    late,
    ...unitsAnswer(amounts),
    ...(uncompensatedCents > 0 ? { uncompensatedCents } : {}),
    ...(request.proof ? { proof: request.proof } : {}),
  };
  const act = actRow(context, transaction, {
    effect: confirmEffect(transaction, { amounts, isExpired: state === 'expired' }),
    details: {
      kind: 'confirmed',
      at: now,
      terminalAt,
      late,
      content: { request: asked, answer },
      proof: request.proof,
    },
  });
  return { act, answer, refused: (outcome) => new Refusal('transaction-expired', { outcome }) };
}

/** What a confirm means, whenever it is sent: a repeated one may state another time. */
function confirmContent({ lines, proof }: ConfirmRequest) {
  return { lines: lines ?? null, proof: proof ?? null };
}

function earlierAnswer(
  transaction: StoredTransaction,
  earlier: StoredTransaction['acts'][number],
  asked: ReturnType<typeof confirmContent>,
): ConfirmAnswer {
  // Confirmed in one step: there was no confirm that this one could repeat.
  const differs = earlier.answer ? differingFields(earlier.request, asked) : ['oneStep'];
  if (differs.length === 0) return earlier.answer as ConfirmAnswer;
  if (stateOf(transaction) === 'refunded') throw new Refusal('already-refunded');
  throw new Refusal('already-confirmed', { differs });
}

function confirmedQuantities(transaction: StoredTransaction, request: ConfirmRequest): Quantities {
  const quantities = allOf(transaction);
  refuseRepeatedLines(request.lines ?? []);
  for (const { line, quantity } of request.lines ?? []) {
    const authorised = quantities.get(line);
    if (authorised === undefined) throw new Refusal('line-unknown', { line });
    if (quantity > authorised) {
      throw new Refusal('confirm-exceeds-authorised', { line, quantity, authorised });
    }
    quantities.set(line, quantity);
  }
  if ([...quantities.values()].every((quantity) => quantity === 0)) {
    throw new Refusal('nothing-to-confirm');
  }
  return quantities;
}

/**
 * In time, what is not confirmed, or not due without a proof, is given back; after the expiry, what is
 * confirmed is taken.
 */
function confirmEffect(
  transaction: StoredTransaction,
  { amounts, isExpired }: { amounts: KeptAmounts; isExpired: boolean },
): ActEffect {
  const posted = { amounts, sign: 1 as const };
  const earned = amounts.pointsEarned;
  if (isExpired) {
    const { counters, budgets, pointsSpent: spent } = amounts;
    return { amounts, counters, budgets, spent, earned, posted };
  }
  const released = difference(keptAmounts(transaction, allOf(transaction)), amounts);
  return {
    amounts,
    counters: negative(released.counters),
    budgets: negative(released.budgets),
    spent: negative(released.pointsSpent),
    earned,
    posted,
  };
}
