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
  coveredBy: readonly Cover[];
}

/** What an entitlement has given on all units of a run. */
export interface Cover {
  entitlementId: string;
  cents: Cents;
}

/** So many units of a run. */
export function headOf(run: Run, units: number): Run {
  return {
    units,
    restCents: multiplyDivide(run.restCents, units, run.units),
    coveredBy: run.coveredBy.map(({ entitlementId, cents }) => ({
      entitlementId,
      cents: multiplyDivide(cents, units, run.units),
    })),
  };
}

/** What a run has beyond its head. */
export function tailOf(run: Run, head: Run): Run {
  return {
    units: run.units - head.units,
    restCents: run.restCents - head.restCents,
    coveredBy: run.coveredBy.map(({ entitlementId, cents }, index) => ({
      entitlementId,
      cents: cents - (head.coveredBy[index]?.cents ?? 0),
    })),
  };
}

/** A run of which an entitlement has paid a part. */
export function reduced(run: Run, cents: Cents, entitlementId: string): Run {
  const known = run.coveredBy.some((cover) => cover.entitlementId === entitlementId);
  return {
    units: run.units,
    restCents: run.restCents - cents,
    coveredBy: known
      ? run.coveredBy.map((cover) =>
          cover.entitlementId === entitlementId
            ? { entitlementId, cents: cover.cents + cents }
            : cover,
        )
      : [...run.coveredBy, { entitlementId, cents }],
  };
}

/** What an entitlement has given on the run; undefined when it does not cover it. */
export function givenOn(run: Run, entitlementId: string): Cents | undefined {
  for (const cover of run.coveredBy) if (cover.entitlementId === entitlementId) return cover.cents;
  return undefined;
}

export function dearestFirst(a: Run, b: Run): number {
  return b.restCents / b.units - a.restCents / a.units;
}
