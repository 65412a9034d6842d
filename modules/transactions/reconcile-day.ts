import { askingIds } from '../../platform/asking.ts';
import { makeAuditRecord } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { DailyTotalsRequest } from './api.ts';
import type { DailyTotalsAnswer } from './api-answers.ts';
import { type CountedDay, countDay, listDiffering, writeReconciliation } from './sql/reconcile.ts';

type Difference = DailyTotalsAnswer['differences'][number];

/** So many differences are listed; the totals tell of the rest. */
const DIFFERENCES_MAX = 1_000;

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
    const stated = request.transactions;
    const asked = { idsId, day, stated, atMost: DIFFERENCES_MAX };
    differences.push(...(await listDiffering(context.db, asked)).map(differenceOf));
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

function differenceOf(one: {
  transactionId: string;
  stated: number | null;
  counted: number | null;
}): Difference {
  if (one.counted === null) return { what: 'transaction-not-here', ...one };
  if (one.stated === null) return { what: 'transaction-not-stated', ...one };
  return { what: 'transaction-relief-cents', ...one };
}
