import { type Cents, divideRounded, FULL_BASIS_POINTS } from '../../../platform/money/money.ts';
import type { Give } from '../benefits/give.ts';
import type { CandidateState } from './candidate-state.ts';
import { costOf, type LineUnits } from './units-of-basket.ts';

type BundleGive = Extract<Give, { bundle: unknown }>;

/**
 * The bundles that a basket makes, the dearest units together, and what they give. A bundle that
 * costs no more than the recipient would pay for it is none. Each line stands for the first part
 * whose classes it has.
 */
export function bundledUnits(
  state: CandidateState,
  give: BundleGive,
  counted: readonly LineUnits[],
): { units: LineUnits[]; cents: Cents } {
  const ofPart = give.bundle.map((part, index) => ({
    size: part.units,
    counted: counted.filter(({ line }) => partOf(give, line.classes) === index),
  }));
  const whole = Math.min(...ofPart.map((part) => Math.floor(unitsIn(part.counted) / part.size)));
  const unitsOf = (bundles: number) =>
    ofPart.flatMap((part) => dearestUnits(part.counted, bundles * part.size));
  const costOfAll = (bundles: number) =>
    unitsOf(bundles).reduce((sum, one) => sum + costOf(state, one), 0);
  // Each further bundle costs no more than the one before it.
  const dearerThan = (cents: Cents) =>
    lastThat(whole, (bundle) => costOfAll(bundle) - costOfAll(bundle - 1) > cents);
  if ('pays' in give) {
    const bundles = dearerThan(give.pays);
    return { units: unitsOf(bundles), cents: costOfAll(bundles) - bundles * give.pays };
  }
  const units = unitsOf(whole);
  if ('percent' in give) {
    const cents = divideRounded(costOfAll(whole) * give.percent, FULL_BASIS_POINTS);
    return { units, cents };
  }
  const full = dearerThan(give.amount);
  return { units, cents: full * give.amount + costOfAll(whole) - costOfAll(full) };
}

function partOf(give: BundleGive, classes: readonly string[]): number {
  return give.bundle.findIndex((part) => part.on.some((one) => classes.includes(one)));
}

function unitsIn(counted: readonly LineUnits[]): number {
  return counted.reduce((sum, { units }) => sum + units, 0);
}

function dearestUnits(counted: readonly LineUnits[], units: number): LineUnits[] {
  let room = units;
  return counted.map((one) => {
    const here = Math.min(room, one.units);
    room -= here;
    return { line: one.line, units: here };
  });
}

/** The last number up to `most` that meets a condition which only the first numbers meet. */
function lastThat(most: number, meets: (number: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (meets(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
