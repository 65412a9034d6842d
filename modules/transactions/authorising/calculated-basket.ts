import { quotaPeriodStart } from '../../reliefs/quota-period.ts';
import type {
  Basket,
  BudgetTake,
  CounterTake,
  KeptApplied,
  PointsTake,
  Takes,
} from '../amounts/kept-amounts.ts';
import { type HeldRelief, pointsKey, quotaKey } from './candidates.ts';
import type { Calculated } from './provider-answer.ts';

/** What a calculation comes to, in the form in which it is kept. */
export function calculatedBasket(
  { input, calculation, held }: Calculated,
  personId: string,
): Basket {
  const heldBy = new Map(held.map((one) => [one.candidate.entitlementId, one]));
  const applied = calculation.lines.flatMap((line) =>
    line.applied.flatMap((relief, position) =>
      relief.shares.map((share, index): KeptApplied => {
        const candidate = heldBy.get(relief.entitlementId)?.candidate;
        return {
          line: line.line,
          position,
          share: index,
          entitlementId: relief.entitlementId,
          reliefId: candidate?.reliefId ?? '',
          instructionId: candidate?.instructionId ?? '',
          benefit: relief.benefit,
          grantorId: share.grantorId,
          units: relief.units,
          amountCents: share.amountCents,
          paid: relief.paid,
        };
      }),
    ),
  );
  const lines = input.lines.map(({ line, quantity, unitPriceCents }) => ({
    line,
    quantity,
    unitPriceCents,
  }));
  return {
    lines,
    applied,
    takes: takesOf(calculation.takes, heldBy, { personId, day: input.occasion.day }),
  };
}

/** What the counters and budgets lose. Two entitlements to one relief count on the same counter. */
function takesOf(
  takes: Calculated['calculation']['takes'],
  heldBy: ReadonlyMap<string, HeldRelief>,
  of: { personId: string; day: string },
): Takes {
  const counters = new Map<string, CounterTake>();
  const budgets = new Map<string, BudgetTake>();
  const points: PointsTake[] = [];
  for (const take of takes) {
    const held = heldBy.get(take.entitlementId);
    if (!held) continue;
    addCounters(counters, take, { held, day: of.day });
    addBudget(budgets, take, { held, day: of.day });
    if (take.pointsSpent > 0 || take.pointsEarned > 0) {
      const key = pointsKey(held.candidate.reliefId, of.personId);
      const { entitlementId, pointsSpent: spent, pointsEarned: earned } = take;
      points.push({ ...key, entitlementId, spent, earned });
    }
  }
  return { counters: [...counters.values()], budgets: [...budgets.values()], points };
}

function addCounters(
  counters: Map<string, CounterTake>,
  take: { entitlementId: string; quotas: number[] },
  { held, day }: { held: HeldRelief; day: string },
): void {
  const { reliefId, instruction } = held.candidate;
  const own = new Map<string, CounterTake>();
  instruction.quotas.forEach((quota, position) => {
    const key = quotaKey(quota, { reliefId, holder: held, day });
    const amount = take.quotas[position] ?? 0;
    const ceiling = quota.units ?? quota.amount ?? 0;
    const text = JSON.stringify(key);
    const known = own.get(text);
    // Two quotas of one measure and period are one counter: the smaller binds.
    if (known) known.ceiling = Math.min(known.ceiling, ceiling);
    else own.set(text, { ...key, entitlementIds: [take.entitlementId], amount, ceiling });
  });
  for (const [text, counter] of own) {
    const known = counters.get(text);
    if (!known) {
      counters.set(text, counter);
      continue;
    }
    known.amount += counter.amount;
    known.entitlementIds.push(...counter.entitlementIds);
    known.ceiling = Math.min(known.ceiling, counter.ceiling);
  }
}

function addBudget(
  budgets: Map<string, BudgetTake>,
  take: { entitlementId: string; budgetCents: number },
  { held, day }: { held: HeldRelief; day: string },
): void {
  const { budget } = held.candidate.instruction;
  if (!budget || take.budgetCents === 0) return;
  const { reliefId, grantorId } = held.candidate;
  const known = budgets.get(`${reliefId}/${grantorId}`);
  if (known) {
    known.cents += take.budgetCents;
    known.entitlementIds.push(take.entitlementId);
    return;
  }
  budgets.set(`${reliefId}/${grantorId}`, {
    reliefId,
    grantorId,
    period: budget.in,
    periodStart: quotaPeriodStart(budget.in, day),
    totalCents: budget.amount,
    entitlementIds: [take.entitlementId],
    cents: take.budgetCents,
  });
}
