import {
  type Cents,
  divideRounded,
  FULL_BASIS_POINTS,
  spreadByLargestRemainder,
} from '../../../platform/money/money.ts';
import { dearestFirst, givenOn, headOf, type Run, reduced, tailOf } from './run.ts';
import type { UnitTerms } from './scaled-relief.ts';

/** What one benefit takes from a line, and the runs that it leaves. */
export interface Taking {
  units: number;
  /** Of them, units that the same entitlement did not cover before. */
  newUnits: number;
  amountCents: Cents;
  /** What stopped it from giving more. */
  limit: 'units' | 'cents' | undefined;
  runs: readonly Run[];
}

export interface TakingLimits {
  entitlementId: string;
  unitPriceCents: Cents;
  units: number;
  newUnits: number;
  cents: Cents;
}

const NOTHING: Taking = { units: 0, newUnits: 0, amountCents: 0, limit: undefined, runs: [] };

/**
 * Takes a relief from the dearest units, within the limits. A percentage is rounded once, over all
 * units together: the parts of the runs are differences of the rounded running total.
 */
export function takeFromLine(
  runs: readonly Run[],
  { scaledRelief }: UnitTerms,
  limits: TakingLimits,
): Taking {
  const { unitPriceCents } = limits;
  const left: Run[] = [];
  const taking: Taking = { ...NOTHING, runs: left };
  let scaled = 0;
  for (const whole of runs) {
    const gives = taking.limit !== 'cents' && scaledRelief(whole, unitPriceCents) > 0;
    const room = gives ? roomIn(whole, limits, taking) : 0;
    if (gives && room < whole.units) taking.limit = 'units';
    if (room <= 0) {
      left.push(whole);
      continue;
    }
    const run = room < whole.units ? headOf(whole, room) : whole;
    scaled += scaledRelief(run, unitPriceCents);
    const before = taking.amountCents;
    let covered = run.units;
    taking.amountCents = divideRounded(scaled, FULL_BASIS_POINTS);
    if (taking.amountCents > limits.cents) {
      covered = unitsFor(limits.cents - before, taking.amountCents - before, run.units);
      taking.amountCents = limits.cents;
      taking.limit = 'cents';
    }
    cover(taking, { run, units: covered, by: limits.entitlementId });
    left.push(reduced(run, taking.amountCents - before, limits.entitlementId));
    if (run !== whole) left.push(tailOf(whole, run));
  }
  if (taking.amountCents === 0) return NOTHING;
  if (left.length > 1) left.sort(dearestFirst);
  return taking;
}

/** Takes a stated amount, at most what each unit may give, from the dearest units within the limits. */
export function takeAmountFromLine(
  runs: readonly Run[],
  amountCents: Cents,
  { mostOf, ...limits }: TakingLimits & Pick<UnitTerms, 'mostOf'>,
): Taking {
  const left: Run[] = [];
  const weights: Cents[] = [];
  const taking: Taking = { ...NOTHING, runs: left };
  for (const whole of runs) {
    const room = Math.max(0, Math.min(whole.units, roomIn(whole, limits, taking)));
    const run = room < whole.units && room > 0 ? headOf(whole, room) : whole;
    left.push(run);
    weights.push(room > 0 ? mostOf(run) : 0);
    if (room > 0) cover(taking, { run, units: run.units, by: limits.entitlementId });
    if (run === whole) continue;
    left.push(tailOf(whole, run));
    weights.push(0);
  }
  const restCents = weights.reduce((sum, weight) => sum + weight, 0);
  taking.amountCents = Math.min(amountCents, limits.cents, restCents);
  if (taking.amountCents <= 0) return NOTHING;
  spreadByLargestRemainder(taking.amountCents, weights).forEach((cents, index) => {
    const run = left[index];
    if (run !== undefined && cents > 0) left[index] = reduced(run, cents, limits.entitlementId);
  });
  left.sort(dearestFirst);
  return taking;
}

function roomIn(run: Run, limits: TakingLimits, taking: Taking): number {
  const units = limits.units - taking.units;
  if (givenOn(run, limits.entitlementId) !== undefined) return units;
  return Math.min(units, limits.newUnits - taking.newUnits);
}

function cover(taking: Taking, these: { run: Run; units: number; by: string }): void {
  taking.units += these.units;
  if (givenOn(these.run, these.by) === undefined) taking.newUnits += these.units;
}

/** The fewest units of a run that bring an amount. */
function unitsFor(amountCents: Cents, wholeCents: Cents, units: number): number {
  return Math.min(units, Math.ceil((amountCents * units) / wholeCents));
}
