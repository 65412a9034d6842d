import {
  type Cents,
  divideRounded,
  FULL_BASIS_POINTS,
  spreadByLargestRemainder,
} from '../../../platform/money/money.ts';
import type { Give } from '../instruction.ts';
import { dearestFirst, headOf, type Run, reduced, tailOf } from './run.ts';

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
  scaledRelief: (run: Run) => number,
  limits: TakingLimits,
): Taking {
  const left: Run[] = [];
  const taking: Taking = { ...NOTHING, runs: left };
  let scaled = 0;
  for (const whole of runs) {
    const gives = taking.limit !== 'cents' && scaledRelief(whole) > 0;
    const room = gives ? roomIn(whole, limits, taking) : 0;
    if (gives && room < whole.units) taking.limit = 'units';
    if (room <= 0) {
      left.push(whole);
      continue;
    }
    const run = room < whole.units ? headOf(whole, room) : whole;
    scaled += scaledRelief(run);
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

/** Takes a stated amount, at most what is left, from the dearest units within the limits. */
export function takeAmountFromLine(
  runs: readonly Run[],
  amountCents: Cents,
  limits: TakingLimits,
): Taking {
  const left: Run[] = [];
  const weights: Cents[] = [];
  const taking: Taking = { ...NOTHING, runs: left };
  for (const whole of runs) {
    const room = Math.max(0, Math.min(whole.units, roomIn(whole, limits, taking)));
    const run = room < whole.units && room > 0 ? headOf(whole, room) : whole;
    left.push(run);
    weights.push(room > 0 ? run.restCents : 0);
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
  if (run.coveredBy.includes(limits.entitlementId)) return units;
  return Math.min(units, limits.newUnits - taking.newUnits);
}

function cover(taking: Taking, these: { run: Run; units: number; by: string }): void {
  taking.units += these.units;
  if (!these.run.coveredBy.includes(these.by)) taking.newUnits += these.units;
}

/** The relief on a run in ten-thousandths of a cent, before rounding. */
export function scaledReliefOf(give: Give): (run: Run) => number {
  if ('percent' in give) {
    const { percent, upTo } = give;
    if (upTo === undefined) return (run) => run.restCents * percent;
    return (run) => Math.min(run.restCents * percent, upTo * run.units * FULL_BASIS_POINTS);
  }
  if ('recipientPays' in give) {
    const { recipientPays } = give;
    return (run) => Math.max(0, run.restCents - recipientPays * run.units) * FULL_BASIS_POINTS;
  }
  return (run) => run.restCents * FULL_BASIS_POINTS;
}

/** The fewest units of a run that bring an amount. */
function unitsFor(amountCents: Cents, wholeCents: Cents, units: number): number {
  return Math.min(units, Math.ceil((amountCents * units) / wholeCents));
}
