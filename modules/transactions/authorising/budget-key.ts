import type { Day } from '../../../platform/clock/day.ts';
import type { Cents } from '../../../platform/money/money.ts';
import { quotaPeriodEnd, quotaPeriodStart } from '../../reliefs/quota-period.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';

/** The budget of one period that a relief spends, and how much it is. */
export interface BudgetKey {
  /** The relief, or what the reliefs have in common that share the budget. */
  scopeId: string;
  grantorId: string;
  /** The municipality that it is for; '' when it is for all. */
  territory: string;
  period: string;
  periodStart: Day;
  periodEnd: Day;
  sharedCode: string | null;
  totalCents: Cents;
  warnAt: readonly number[];
}

/** The budget that a relief spends on a day at a place. */
export function budgetOf(
  entry: CatalogueEntry,
  at: { grantorId: string; day: Day; municipality: string },
): BudgetKey | undefined {
  const { budget } = entry.content;
  if (!budget) return undefined;
  const periodStart = quotaPeriodStart(budget.in, at.day);
  return {
    scopeId: entry.budgetScopeId,
    grantorId: at.grantorId,
    territory: budget.per === 'territory' ? at.municipality : '',
    period: budget.in,
    periodStart,
    periodEnd: quotaPeriodEnd(budget.in, periodStart),
    sharedCode: budget.shared ?? null,
    totalCents: smallestOn(at.day, entry.sharedBudgets, budget.amount),
    warnAt: budget.warnAt ?? [],
  };
}

/** A budget that is shared is the smallest that those state which are in force on the day. */
function smallestOn(day: Day, stated: CatalogueEntry['sharedBudgets'], own: Cents): Cents {
  return stated.reduce(
    (least, { from, to, cents }) =>
      from <= day && (to === undefined || day < to) ? Math.min(least, cents) : least,
    own,
  );
}

/** Names a budget among those of one scope and grantor on one day, as the database does. */
export function budgetName({ period, territory }: Pick<BudgetKey, 'period' | 'territory'>): string {
  return `${period}/${territory}`;
}
