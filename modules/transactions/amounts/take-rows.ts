import type { Cents } from '../../../platform/money/money.ts';
import type { CounterKey } from '../authorising/quota-counters.ts';
import type { CounterTake, TakeLimit, Takes } from './kept-amounts.ts';

/** A change of a counter as the database's functions take it. */
export interface CounterRow {
  subject_id: string;
  relief_id: string;
  measure: string;
  period: string;
  period_start: string;
  period_end: string;
  amount: number;
  ceiling?: number | undefined;
  floor?: number | undefined;
  rolling?: boolean | undefined;
  carry_at_most?: number | undefined;
  previous_end?: string | null | undefined;
  next_end?: string | undefined;
}

export interface BudgetRow {
  scope_id: string;
  grantor_id: string;
  territory: string;
  period: string;
  period_start: string;
  period_end: string;
  shared_code: string | null;
  total_cents: Cents;
  warn_at: readonly number[];
  cents: Cents;
}

/**
 * Changes of the counters, in the order of `takes`. Positive numbers are taken or spent, negative
 * ones given back; only what is taken must be allowed by the quota.
 */
export function counterRows(
  takes: Takes,
  change: { counters: readonly number[]; spent: readonly number[]; earned: readonly number[] },
): CounterRow[] {
  const quotas = takes.counters.flatMap((take, index): CounterRow[] => {
    const amount = change.counters[index] ?? 0;
    if (amount > 0) return takenRows(take, amount);
    return amount < 0 ? [{ ...keyRow(take), amount }] : [];
  });
  const points = takes.points.flatMap((take, index): CounterRow[] => {
    const spent = change.spent[index] ?? 0;
    const earned = change.earned[index] ?? 0;
    if (spent === 0 && earned === 0) return [];
    return [{ ...keyRow(take), amount: earned - spent, floor: Math.max(spent, 0) }];
  });
  return [...quotas, ...points];
}

export function budgetRows(takes: Takes, change: readonly Cents[]): BudgetRow[] {
  return takes.budgets.flatMap((take, index): BudgetRow[] => {
    const cents = change[index] ?? 0;
    if (cents === 0) return [];
    return [
      {
        scope_id: take.scopeId,
        grantor_id: take.grantorId,
        territory: take.territory,
        period: take.period,
        period_start: take.periodStart,
        period_end: take.periodEnd,
        shared_code: take.sharedCode,
        total_cents: take.totalCents,
        warn_at: take.warnAt,
        cents,
      },
    ];
  });
}

/** The first limit goes with the amount; each further one, and what is only locked, is a row of its own. */
function takenRows(take: CounterTake, amount: number): CounterRow[] {
  const key = keyRow(take);
  const [first, ...others] = take.limits;
  return [
    { ...key, amount, ...limitRow(first) },
    ...others.map((limit) => ({ ...key, amount: 0, ...limitRow(limit) })),
    ...take.beside.map((beside) => ({ ...keyRow(beside), amount: 0 })),
  ];
}

function limitRow({ ceiling, floor, isRolling, carried }: TakeLimit = {}) {
  return {
    ceiling,
    floor,
    rolling: isRolling,
    carry_at_most: carried?.atMost,
    previous_end: carried?.previousEnd,
    next_end: carried?.nextEnd,
  };
}

export function negative(values: readonly number[]): number[] {
  return values.map((value) => 0 - value);
}

function keyRow(key: CounterKey): Omit<CounterRow, 'amount'> {
  return {
    subject_id: key.subjectId,
    relief_id: key.reliefId,
    measure: key.measure,
    period: key.period,
    period_start: key.periodStart,
    period_end: key.periodEnd,
  };
}
