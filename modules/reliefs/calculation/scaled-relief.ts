import { type Cents, FULL_BASIS_POINTS } from '../../../platform/money/money.ts';
import type { Give } from '../benefits/give.ts';
import type { Instruction } from '../instruction.ts';
import { givenOn, type Run } from './run.ts';

/** What a benefit gives on units that are alike, and at most may give. */
export interface UnitTerms {
  /** In ten-thousandths of a cent, before rounding. */
  scaledRelief(run: Run, unitPriceCents: Cents): number;
  /** What one benefit may take of a run in the end: the ceiling and the minimum to pay of a unit. */
  mostOf(run: Run): Cents;
}

/**
 * The terms of one benefit for a unit. It is reckoned on what is left to pay or, where the
 * instruction stacks so, on the full price; it never gives more than is left.
 */
export function unitTerms(
  give: Give,
  of: { instruction: Instruction; entitlementId: string },
): UnitTerms {
  const { stack, atMost, leaves } = of.instruction;
  const mostOf = mostOfRun(of.entitlementId, { atMost: atMost?.unit, leaves: leaves?.unit });
  const wanted = scaledReliefOf(give);
  if (stack !== 'full-price' && atMost?.unit === undefined && leaves?.unit === undefined) {
    return { scaledRelief: (run) => wanted(run.restCents, run.units), mostOf };
  }
  const isFull = stack === 'full-price';
  return {
    scaledRelief: (run, unitPriceCents) =>
      Math.min(
        wanted(isFull ? run.units * unitPriceCents : run.restCents, run.units),
        mostOf(run) * FULL_BASIS_POINTS,
      ),
    mostOf,
  };
}

function mostOfRun(
  entitlementId: string,
  { atMost, leaves }: { atMost: Cents | undefined; leaves: Cents | undefined },
): (run: Run) => Cents {
  if (atMost === undefined && leaves === undefined) return (run) => run.restCents;
  return (run) => {
    const most =
      atMost === undefined
        ? run.restCents
        : Math.min(run.restCents, atMost * run.units - (givenOn(run, entitlementId) ?? 0));
    return Math.max(0, Math.min(most, run.restCents - (leaves ?? 0) * run.units));
  };
}

/**
 * On so many units that cost so much together, in ten-thousandths of a cent. Forms that give an
 * amount for the basket give at most all of it.
 */
function scaledReliefOf(give: Give): (cents: Cents, units: number) => number {
  if ('bundle' in give) return whole;
  if ('freeOfEvery' in give) {
    const { percent = FULL_BASIS_POINTS } = give;
    return (cents) => cents * percent;
  }
  if ('percent' in give && give.part?.of !== 'basket') return scaledPercent(give.percent, give);
  if ('perUnit' in give) {
    const { perUnit } = give;
    return (cents, units) => Math.min(cents, perUnit * units) * FULL_BASIS_POINTS;
  }
  if ('recipientPays' in give) {
    const { recipientPays } = give;
    return (cents, units) => Math.max(0, cents - recipientPays * units) * FULL_BASIS_POINTS;
  }
  return whole;
}

function whole(cents: Cents): number {
  return cents * FULL_BASIS_POINTS;
}

function scaledPercent(
  percent: number,
  { upTo, part }: { upTo?: Cents | undefined; part?: PartOfUnit | undefined },
): (cents: Cents, units: number) => number {
  if (upTo === undefined && part === undefined) return (cents) => cents * percent;
  const ceiling = upTo ?? Number.POSITIVE_INFINITY;
  const { above = 0, below = Number.POSITIVE_INFINITY } = part ?? {};
  return (cents, units) => {
    const between = Math.max(0, Math.min(cents, below * units) - above * units);
    return Math.min(between * percent, ceiling * units * FULL_BASIS_POINTS);
  };
}

interface PartOfUnit {
  above?: Cents | undefined;
  below?: Cents | undefined;
}
