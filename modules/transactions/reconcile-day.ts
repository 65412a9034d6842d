import { askingIds } from '../../platform/asking.ts';
import { makeAuditRecord } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { DailyTotalsRequest } from './api.ts';
import type { DailyTotalsAnswer } from './api-answers.ts';
import { type CountedDay, countDay, listConfirmed, writeReconciliation } from './sql/reconcile.ts';

type Difference = DailyTotalsAnswer['differences'][number];

/** So many differences are listed; the totals tell of the rest. */
const DIFFERENCES_MAX = 1_000;
const CONFIRMED_MAX = 100_000;

/**
 * Compares what an IDS states about a day with what is in the books: confirmed transactions of the
 * day, and refunds made on it. What differs is listed, and both are kept.
 */
export async function reconcileDay(
  context: Context,
  request: DailyTotalsRequest,
): Promise<DailyTotalsAnswer> {
  const { idsId } = askingIds(context);
  const { day } = request;
  refuseRepeated(request.transactions ?? []);
  const counted = await countDay(context.db, { idsId, day });
  const differences = differencesOfTotals(request, counted);
  if (request.transactions) {
    const confirmed = await listConfirmed(context.db, { idsId, day, atMost: CONFIRMED_MAX });
    differences.push(...differencesOfTransactions(request.transactions, confirmed));
  }
  const answer: DailyTotalsAnswer = {
    day,
    agrees: differences.length === 0,
    counted,
    differences: differences.slice(0, DIFFERENCES_MAX),
  };
  await writeReconciliation(context.db, {
    idsId,
    day,
    id: context.ids.next(),
    at: context.clock.now(),
    stated: request,
    differences: answer.differences,
    audit: makeAuditRecord(context, {
      act: 'transactions.reconcile',
      content: { day, agrees: answer.agrees, differences: differences.length },
    }),
  });
  return answer;
}

function refuseRepeated(transactions: readonly { transactionId: string }[]): void {
  const seen = new Set<string>();
  for (const { transactionId } of transactions) {
    if (seen.has(transactionId)) throw new Refusal('transaction-repeated', { transactionId });
    seen.add(transactionId);
  }
}

function differencesOfTotals(stated: DailyTotalsRequest, counted: CountedDay): Difference[] {
  const pairs: [Difference['what'], number, number][] = [
    ['confirmed-count', stated.confirmed.count, counted.confirmed.count],
    ['confirmed-price-cents', stated.confirmed.priceCents, counted.confirmed.priceCents],
    ['confirmed-relief-cents', stated.confirmed.reliefCents, counted.confirmed.reliefCents],
    ['refunded-count', stated.refunded.count, counted.refunded.count],
    ['refunded-relief-cents', stated.refunded.reliefCents, counted.refunded.reliefCents],
  ];
  return pairs
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => ({ what, stated: one, counted: other }));
}

function differencesOfTransactions(
  stated: NonNullable<DailyTotalsRequest['transactions']>,
  confirmed: readonly { transactionId: string; reliefCents: number }[],
): Difference[] {
  const here = new Map(confirmed.map((one) => [one.transactionId, one.reliefCents]));
  const differences: Difference[] = [];
  for (const { transactionId, reliefCents } of stated) {
    const counted = here.get(transactionId);
    here.delete(transactionId);
    if (counted === reliefCents) continue;
    differences.push({
      what: counted === undefined ? 'transaction-not-here' : 'transaction-relief-cents',
      transactionId,
      stated: reliefCents,
      counted: counted ?? null,
    });
  }
  for (const [transactionId, counted] of here) {
    differences.push({ what: 'transaction-not-stated', transactionId, stated: null, counted });
  }
  return differences;
}
