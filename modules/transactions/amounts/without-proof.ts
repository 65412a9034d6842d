import { type Basket, countedBy } from './kept-amounts.ts';

/**
 * A transaction without what is compensated only on proof of purchase: nothing of it is booked, and it
 * takes neither quota nor budget.
 */
export function withoutProof(basket: Basket): Basket {
  const { onProof = [], counters, budgets, points } = basket.takes;
  if (onProof.length === 0) return basket;
  const applied = basket.applied.map((row) =>
    onProof.includes(row.entitlementId) ? { ...row, amountCents: 0, units: 0 } : row,
  );
  const due = {
    applied: applied.map((row) => row.amountCents),
    units: applied.map((row) => (row.share === 0 ? row.units : 0)),
  };
  const rest = { lines: basket.lines, applied, takes: basket.takes };
  const isTouched = ({ entitlementIds }: { entitlementIds: string[] }) =>
    entitlementIds.some((id) => onProof.includes(id));
  return {
    ...rest,
    takes: {
      counters: counters.map((take) =>
        isTouched(take)
          ? { ...take, amount: Math.min(take.amount, countedBy(rest, take, due)) }
          : take,
      ),
      budgets: budgets.map((take) =>
        isTouched(take)
          ? { ...take, cents: countedBy(rest, { ...take, measure: 'cents' }, due) }
          : take,
      ),
      points,
    },
  };
}
