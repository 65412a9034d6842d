import type { Cents } from '../../../platform/money/money.ts';
import type { CounterKey } from '../authorising/candidates.ts';
import type { Takes } from './kept-amounts.ts';

/** A change of a counter as the database's functions take it. */
export interface CounterRow {
  subject_id: string;
  relief_id: string;
  measure: string;
  period: string;
  period_start: string;
  period_end: string;
  amount: number;
  ceiling?: number;
  floor?: number;
}

export interface BudgetRow {
  relief_id: string;
  grantor_id: string;
  period: string;
  period_start: string;
  total_cents: Cents;
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
    if (amount === 0) return [];
    return [{ ...keyRow(take), amount, ...(amount > 0 ? { ceiling: take.ceiling } : {}) }];
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
        relief_id: take.reliefId,
        grantor_id: take.grantorId,
        period: take.period,
        period_start: take.periodStart,
        total_cents: take.totalCents,
        cents,
      },
    ];
  });
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
