import type { Day } from '../../../platform/clock/day.ts';
import type { Cents } from '../../../platform/money/money.ts';

/** Where a page of budgets ended: the next one begins after it. */
export interface BudgetPlace {
  periodEnd: Day;
  id: string;
}

export interface BudgetNotice {
  /** Percentage of the budget that was used up; 100 is the end. */
  level: number;
  at: string;
  usedCents: Cents;
  totalCents: Cents;
  forecastDay: Day | null;
}

export interface BudgetState extends BudgetPlace {
  scopeId: string;
  sharedCode: string | null;
  grantorId: string;
  /** '' when it is for all. */
  territory: string;
  period: string;
  periodStart: Day;
  totalCents: Cents;
  usedCents: Cents;
  forecastDay: Day | null;
  notices: BudgetNotice[];
}

/** Reads the budgets of the day $1. */
export const BUDGET_STATES = `
select state.id, state.scope_id as "scopeId", state.shared_code as "sharedCode",
  state.grantor_id as "grantorId", state.territory, state.period,
  state.period_start as "periodStart", state.period_end as "periodEnd",
  state.total_cents as "totalCents", state.used_cents as "usedCents",
  transactions.budget_forecast(state, $1::date) as "forecastDay",
  coalesce((
    select json_agg(json_build_object('level', level, 'at', at, 'usedCents', used_cents,
      'totalCents', total_cents, 'forecastDay', forecast_day) order by level)
    from transactions.budget_notices where budget_id = state.id
  ), '[]') as notices
from transactions.budget_states state
where state.period_start <= $1::date and state.period_end > $1::date`;
