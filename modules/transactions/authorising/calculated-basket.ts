import { bindsBenefit } from '../../reliefs/instruction/quota-measure.ts';
import type {
  Basket,
  BudgetTake,
  CounterTake,
  KeptApplied,
  PointsTake,
  TakeLimit,
  Takes,
} from '../amounts/kept-amounts.ts';
import type { HeldRelief } from './candidates.ts';
import type { Calculated } from './provider-answer.ts';
import { counterText, pointsKey } from './quota-counters.ts';

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
  const lines = input.lines.map(({ line, quantity, unitPriceCents, whose }) => ({
    line,
    quantity,
    unitPriceCents,
    whose,
  }));
  return {
    lines,
    applied,
    takes: takesOf(calculation.takes, heldBy, personId),
  };
}

/** What the counters and budgets lose. Two entitlements to one relief count on the same counter. */
function takesOf(
  takes: Calculated['calculation']['takes'],
  heldBy: ReadonlyMap<string, HeldRelief>,
  personId: string,
): Takes {
  const counters = new Map<string, CounterTake>();
  const budgets = new Map<string, BudgetTake>();
  const points: PointsTake[] = [];
  const onProof: string[] = [];
  for (const take of takes) {
    const held = heldBy.get(take.entitlementId);
    if (!held) continue;
    for (const one of countersOf(held, take)) addCounter(counters, one);
    addBudget(budgets, take, held);
    if (take.pointsSpent > 0 || take.pointsEarned > 0) {
      const key = pointsKey(held.candidate.reliefId, personId);
      const { entitlementId, pointsSpent: spent, pointsEarned: earned } = take;
      points.push({ ...key, entitlementId, spent, earned });
    }
    if (held.candidate.instruction.onProof) onProof.push(take.entitlementId);
  }
  return {
    counters: [...counters.values()],
    budgets: [...budgets.values()],
    points,
    ...(onProof.length > 0 ? { onProof } : {}),
  };
}

/** What one entitlement takes of each counter: once, however many quotas count on it. */
function countersOf(
  held: HeldRelief,
  take: { entitlementId: string; quotas: number[] },
): CounterTake[] {
  const entitlementIds = [take.entitlementId];
  const counters = new Map<string, CounterTake>();
  held.quotas.forEach(({ key, beside, isRolling, ceiling, carried }, position) => {
    const amount = take.quotas[position] ?? 0;
    const limit = { ceiling, ...(isRolling ? { isRolling } : {}), ...(carried ? { carried } : {}) };
    const known = counters.get(counterText(key));
    if (known) known.limits.push(limit);
    else {
      const limits: TakeLimit[] = [limit];
      const benefits = countedBenefits(held, position);
      counters.set(counterText(key), {
        ...key,
        entitlementIds,
        ...(benefits ? { benefits } : {}),
        amount,
        limits,
        beside,
      });
    }
  });
  const { dailyUses: key, candidate } = held;
  if (key) {
    // Whether it was the first use decided the amounts: it must still be so when it is written.
    const limit = candidate.usedToday ? { floor: 1 } : { ceiling: 1 };
    const known = counters.get(counterText(key));
    if (known) known.limits.push(limit);
    else {
      const limits: TakeLimit[] = [limit];
      counters.set(counterText(key), { ...key, entitlementIds, amount: 1, limits, beside: [] });
    }
  }
  const keeps = candidate.instruction.refund === 'keep-used';
  return [...counters.values()].map((one) => (keeps ? { ...one, keepsUsed: true } : one));
}

/** The benefits that count on a quota, where not all do. */
function countedBenefits(
  { candidate: { entitlementId, instruction } }: HeldRelief,
  position: number,
): CounterTake['benefits'] {
  const quota = instruction.quotas[position];
  if (quota?.of === undefined) return undefined;
  const positions = instruction.benefits.flatMap((benefit, index) =>
    bindsBenefit(quota, benefit) ? [index] : [],
  );
  return { [entitlementId]: positions };
}

/**
 * One transaction is one use, however many reliefs count it: it stays used when one of them keeps it.
 * Units and cents are each relief's own, so that a refund may give back those of some.
 */
function addCounter(counters: Map<string, CounterTake>, one: CounterTake): void {
  const isUses = one.measure.endsWith('uses');
  const text = `${counterText(one)}/${!isUses && one.keepsUsed === true}`;
  const known = counters.get(text);
  if (!known) {
    counters.set(text, one);
    return;
  }
  if (one.keepsUsed) known.keepsUsed = true;
  known.amount = isUses ? Math.max(known.amount, one.amount) : known.amount + one.amount;
  known.entitlementIds = [...known.entitlementIds, ...one.entitlementIds];
  if (one.benefits) known.benefits = { ...known.benefits, ...one.benefits };
  const texts = new Set(known.limits.map((limit) => JSON.stringify(limit)));
  known.limits.push(...one.limits.filter((limit) => !texts.has(JSON.stringify(limit))));
}

function addBudget(
  budgets: Map<string, BudgetTake>,
  take: { entitlementId: string; budgetCents: number },
  { budget, candidate }: HeldRelief,
): void {
  if (!budget || take.budgetCents === 0) return;
  const keeps = candidate.instruction.refund === 'keep-used';
  const text = `${candidate.budgetKey}/${keeps}`;
  const known = budgets.get(text);
  if (known) {
    known.cents += take.budgetCents;
    known.entitlementIds.push(take.entitlementId);
    return;
  }
  budgets.set(text, {
    ...budget,
    entitlementIds: [take.entitlementId],
    cents: take.budgetCents,
    ...(keeps ? { keepsUsed: true } : {}),
  });
}
