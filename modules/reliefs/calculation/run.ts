import type { Cents } from '../../../platform/money/money.ts';
import { multiplyDivide } from './multiply-divide.ts';

/**
 * What is still to pay on a line, as runs of units that are alike: a relief that covers two of
 * three units leaves two runs. Dearest units first, so that the next relief covers those.
 */
export interface Run {
  units: number;
  restCents: Cents;
  /** Entitlements that cover these units already. */
  coveredBy: readonly string[];
}

/** What is left to pay for so many of the dearest units. */
export function restOfUnits(runs: readonly Run[], units: number): Cents {
  let room = units;
  let restCents = 0;
  for (const run of runs) {
    if (room <= 0) break;
    restCents += room < run.units ? headOf(run, room).restCents : run.restCents;
    room -= run.units;
  }
  return restCents;
}

/** So many units of a run. */
export function headOf(run: Run, units: number): Run {
  return {
    units,
    restCents: multiplyDivide(run.restCents, units, run.units),
    coveredBy: run.coveredBy,
  };
}

/** What a run has beyond its head. */
export function tailOf(run: Run, head: Run): Run {
  return {
    units: run.units - head.units,
    restCents: run.restCents - head.restCents,
    coveredBy: run.coveredBy,
  };
}

/** A run of which an entitlement has paid a part. */
export function reduced(run: Run, cents: Cents, entitlementId: string): Run {
  const { coveredBy } = run;
  return {
    units: run.units,
    restCents: run.restCents - cents,
    coveredBy: coveredBy.includes(entitlementId) ? coveredBy : [...coveredBy, entitlementId],
  };
}

export function dearestFirst(a: Run, b: Run): number {
  return b.restCents / b.units - a.restCents / a.units;
}
