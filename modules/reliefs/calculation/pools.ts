import type { Cents } from '../../../platform/money/money.ts';
import type { Candidate } from '../calculation.ts';

/** What is left of the quotas of a relief: the smallest of each measure binds. */
export interface QuotaPool {
  units: number;
  cents: Cents;
  points: number;
}

export interface BudgetPool {
  cents: Cents;
}

export function quotaPool(candidate: Candidate): QuotaPool {
  let units = Number.POSITIVE_INFINITY;
  let cents = Number.POSITIVE_INFINITY;
  candidate.instruction.quotas.forEach((quota, position) => {
    const left = Math.max(0, candidate.quotasLeft[position] ?? 0);
    if (quota.units === undefined) cents = Math.min(cents, left);
    else units = Math.min(units, left);
  });
  return { units, cents, points: Math.max(0, candidate.pointsBalance) };
}

export function budgetPool(candidate: Candidate): BudgetPool {
  const cents =
    candidate.budgetLeftCents === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(0, candidate.budgetLeftCents);
  return { cents };
}
