import type { Cents } from '../../../platform/money/money.ts';
import { amountsOfUnits } from '../../reliefs/amounts-of-units.ts';
import type { BudgetKey } from '../authorising/budget-key.ts';
import type { CounterKey, CounterLimit } from '../authorising/quota-counters.ts';

/** A line of a transaction as it was authorised. */
export interface KeptLine {
  line: string;
  quantity: number;
  unitPriceCents: Cents;
  whose: 'recipient' | 'companion';
}

/** One relief on one line, paid by one grantor, as it was authorised. */
export interface KeptApplied {
  line: string;
  position: number;
  share: number;
  entitlementId: string;
  reliefId: string;
  instructionId: string;
  benefit: number;
  grantorId: string;
  units: number;
  amountCents: Cents;
  paid: 'at-once' | 'afterwards';
}

/** What a transaction takes of one counter, and what must hold of the counter for it. */
export interface CounterTake extends CounterKey {
  entitlementIds: string[];
  /** Of which positions of an entitlement's benefits it counts, where that is not all of them. */
  benefits?: Record<string, number[]>;
  amount: number;
  limits: TakeLimit[];
  /** Counters that are locked with it. */
  beside: CounterKey[];
  /** A refund does not give it back. */
  keepsUsed?: true;
}

export interface TakeLimit extends Partial<CounterLimit> {
  /** What the counter must have counted before. */
  floor?: number;
  isRolling?: boolean;
}

export interface BudgetTake extends BudgetKey {
  entitlementIds: string[];
  cents: Cents;
  /** A refund does not give it back. */
  keepsUsed?: true;
}

export interface PointsTake extends CounterKey {
  entitlementId: string;
  spent: number;
  earned: number;
}

export interface Takes {
  counters: CounterTake[];
  budgets: BudgetTake[];
  points: PointsTake[];
  /** Entitlements whose compensation is due only with a proof of purchase. */
  onProof?: string[];
}

/** A transaction as far as amounts go. `applied` is in the order of line, position, share. */
export interface Basket {
  lines: readonly KeptLine[];
  applied: readonly KeptApplied[];
  takes: Takes;
}

/** What some units of a basket come to. Lists are in the order of the basket's own. */
export interface KeptAmounts {
  lines: {
    line: string;
    quantity: number;
    priceCents: Cents;
    reliefCents: Cents;
    compensationCents: Cents;
  }[];
  applied: Cents[];
  counters: number[];
  budgets: Cents[];
  pointsSpent: number[];
  pointsEarned: number[];
}

/** Units by line. A line that is not named has none. */
export type Quantities = ReadonlyMap<string, number>;

export function allOf(basket: Basket): Map<string, number> {
  return new Map(basket.lines.map(({ line, quantity }) => [line, quantity]));
}

/**
 * What the first so many units of each line come to. Nothing is calculated again: each line keeps
 * its own amounts, cut by units, so that differences of this function give back every cent once.
 */
export function keptAmounts(basket: Basket, quantities: Quantities): KeptAmounts {
  const units: number[] = basket.applied.map(() => 0);
  const applied: Cents[] = basket.applied.map(() => 0);
  const lines = basket.lines.map((line) => {
    const quantity = quantities.get(line.line) ?? 0;
    const places = placesOf(basket, line.line);
    const parts = amountsOfUnits(
      places.map((place) => partAt(basket, place)),
      { from: 0, to: quantity, quantity: line.quantity },
    );
    const sums = { 'at-once': 0, afterwards: 0 };
    places.forEach((place, index) => {
      const part = parts[index];
      const row = basket.applied[place];
      if (!part || !row) return;
      applied[place] = part.amountCents;
      units[place] = part.units;
      sums[row.paid] += part.amountCents;
    });
    return {
      line: line.line,
      quantity,
      priceCents: quantity * line.unitPriceCents,
      reliefCents: sums['at-once'],
      compensationCents: sums.afterwards,
    };
  });
  const whole = basket.lines.every((line) => quantities.get(line.line) === line.quantity);
  return { lines, applied, ...keptTakes(basket, { lines, applied, units, whole }) };
}

function placesOf(basket: Basket, line: string): number[] {
  return basket.applied.flatMap((row, place) => (row.line === line ? [place] : []));
}

/** The units of a relief that several grantors share count once, with the first of them. */
function partAt(basket: Basket, place: number): { amountCents: Cents; units: number } {
  const row = basket.applied[place];
  return { amountCents: row?.amountCents ?? 0, units: row?.share === 0 ? row.units : 0 };
}

function keptTakes(
  basket: Basket,
  kept: {
    lines: KeptAmounts['lines'];
    applied: readonly Cents[];
    units: readonly number[];
    whole: boolean;
  },
): Pick<KeptAmounts, 'counters' | 'budgets' | 'pointsSpent' | 'pointsEarned'> {
  const { counters, budgets, points } = basket.takes;
  const sumOf = (values: readonly number[], entitlementIds: readonly string[]) =>
    sumFor(basket, { values, entitlementIds });
  const amounts = basket.applied.map((row) => row.amountCents);
  const pays = shareOf(paidByRecipient(kept.lines), paidByRecipient(wholeLines(basket)));
  return {
    counters: counters.map((take) =>
      kept.whole ? take.amount : Math.min(take.amount, countedBy(basket, take, kept)),
    ),
    budgets: budgets.map((take) =>
      kept.whole ? take.cents : Math.min(take.cents, sumOf(kept.applied, take.entitlementIds)),
    ),
    pointsSpent: points.map(({ entitlementId, spent }) =>
      kept.whole
        ? spent
        : shareOf(sumOf(kept.applied, [entitlementId]), sumOf(amounts, [entitlementId]))(spent),
    ),
    pointsEarned: points.map(({ earned }) => (kept.whole ? earned : pays(earned))),
  };
}

/** What a counter counts of some units: `applied` and `units` are by the place in `basket.applied`. */
export function countedBy(
  basket: Basket,
  {
    measure,
    entitlementIds,
    benefits,
  }: Pick<CounterTake, 'measure' | 'entitlementIds' | 'benefits'>,
  kept: { applied: readonly Cents[]; units: readonly number[] },
): number {
  const lines = measure.startsWith('companion-')
    ? basket.lines.filter(({ whose }) => whose === 'companion').map(({ line }) => line)
    : undefined;
  const cents = sumFor(basket, { values: kept.applied, entitlementIds, benefits, lines });
  if (measure.endsWith('cents')) return cents;
  const units = sumFor(basket, { values: kept.units, entitlementIds, benefits, lines });
  if (measure.endsWith('units')) return units;
  return cents > 0 || units > 0 ? 1 : 0;
}

function sumFor(
  basket: Basket,
  of: {
    values: readonly number[];
    entitlementIds: readonly string[];
    benefits?: CounterTake['benefits'];
    lines?: string[] | undefined;
  },
): number {
  const counts = ({ entitlementId, benefit, line }: KeptApplied) =>
    of.entitlementIds.includes(entitlementId) &&
    (of.benefits?.[entitlementId]?.includes(benefit) ?? true) &&
    (of.lines?.includes(line) ?? true);
  return basket.applied.reduce(
    (sum, row, place) => (counts(row) ? sum + (of.values[place] ?? 0) : sum),
    0,
  );
}

/** Points follow money, whole points only; without money all go with the last unit. */
function shareOf(part: number, whole: number): (amount: number) => number {
  return (amount) => (whole === 0 ? 0 : Number((BigInt(amount) * BigInt(part)) / BigInt(whole)));
}

function paidByRecipient(lines: readonly { priceCents: Cents; reliefCents: Cents }[]): Cents {
  return lines.reduce((sum, line) => sum + line.priceCents - line.reliefCents, 0);
}

function wholeLines(basket: Basket): { priceCents: Cents; reliefCents: Cents }[] {
  return basket.lines.map(({ line, quantity, unitPriceCents }) => ({
    priceCents: quantity * unitPriceCents,
    reliefCents: basket.applied.reduce(
      (sum, row) => (row.line === line && row.paid === 'at-once' ? sum + row.amountCents : sum),
      0,
    ),
  }));
}

/** What is between more units and fewer: what a confirm releases, what a refund gives back. */
export function difference(more: KeptAmounts, fewer: KeptAmounts): KeptAmounts {
  const minus = (a: readonly number[], b: readonly number[]) =>
    a.map((value, index) => value - (b[index] ?? 0));
  return {
    lines: more.lines.map((line, index) => {
      const less = fewer.lines[index];
      return {
        line: line.line,
        quantity: line.quantity - (less?.quantity ?? 0),
        priceCents: line.priceCents - (less?.priceCents ?? 0),
        reliefCents: line.reliefCents - (less?.reliefCents ?? 0),
        compensationCents: line.compensationCents - (less?.compensationCents ?? 0),
      };
    }),
    applied: minus(more.applied, fewer.applied),
    counters: minus(more.counters, fewer.counters),
    budgets: minus(more.budgets, fewer.budgets),
    pointsSpent: minus(more.pointsSpent, fewer.pointsSpent),
    pointsEarned: minus(more.pointsEarned, fewer.pointsEarned),
  };
}
