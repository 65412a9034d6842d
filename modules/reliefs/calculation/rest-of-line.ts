import {
  type Cents,
  divideRounded,
  FULL_BASIS_POINTS,
  spreadByLargestRemainder,
} from '../../../platform/money/money.ts';
import type { Give } from '../instruction.ts';

/**
 * What is still to pay on a line, as runs of units that are alike: a relief that covers two of
 * three units leaves two runs. Dearest units first, so that the next relief covers those.
 */
export interface Run {
  units: number;
  restCents: Cents;
}

/** What one benefit takes from a line, and the runs that it leaves. */
export interface Taking {
  units: number;
  amountCents: Cents;
  /** What stopped it from giving more. */
  limit: 'units' | 'cents' | undefined;
  runs: readonly Run[];
}

export interface TakingLimits {
  units: number;
  cents: Cents;
}

const NOTHING: Taking = { units: 0, amountCents: 0, limit: undefined, runs: [] };

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
  let units = 0;
  let amountCents = 0;
  let scaled = 0;
  let limit: Taking['limit'];
  for (const whole of runs) {
    const room = limits.units - units;
    const gives = limit !== 'cents' && scaledRelief(whole) > 0;
    if (gives && room < whole.units) limit = 'units';
    if (!gives || room <= 0) {
      left.push(whole);
      continue;
    }
    const run = room < whole.units ? headOf(whole, room) : whole;
    const before = amountCents;
    scaled += scaledRelief(run);
    amountCents = divideRounded(scaled, FULL_BASIS_POINTS);
    let covered = run.units;
    if (amountCents > limits.cents) {
      covered = unitsFor(limits.cents - before, amountCents - before, run.units);
      amountCents = limits.cents;
      limit = 'cents';
    }
    units += covered;
    left.push({ units: run.units, restCents: run.restCents - (amountCents - before) });
    if (run !== whole) left.push(tailOf(whole, run));
  }
  if (amountCents === 0) return limit === undefined ? NOTHING : { ...NOTHING, limit };
  return { units, amountCents, limit, runs: left.length > 1 ? left.sort(dearestFirst) : left };
}

/** Takes a stated amount, at most what is left, from so many of the dearest units of a line. */
export function takeAmountFromLine(
  runs: readonly Run[],
  amountCents: Cents,
  units: number,
): Taking {
  const parts = splitRuns(runs, units);
  const weights = parts.map((part) => (part.taken ? part.run.restCents : 0));
  const restCents = weights.reduce((sum, weight) => sum + weight, 0);
  const takenCents = Math.min(amountCents, restCents);
  if (takenCents <= 0) return NOTHING;
  const amounts = spreadByLargestRemainder(takenCents, weights);
  const left = parts.map(({ run }, index) => ({
    units: run.units,
    restCents: run.restCents - (amounts[index] ?? 0),
  }));
  const covered = parts.reduce((sum, part) => sum + (part.taken ? part.run.units : 0), 0);
  return {
    units: covered,
    amountCents: takenCents,
    limit: undefined,
    runs: left.sort(dearestFirst),
  };
}

function splitRuns(runs: readonly Run[], units: number): { run: Run; taken: boolean }[] {
  let room = units;
  return runs.flatMap((run) => {
    const here = Math.max(0, Math.min(room, run.units));
    room -= here;
    if (here === run.units) return [{ run, taken: true }];
    if (here === 0) return [{ run, taken: false }];
    const head = headOf(run, here);
    return [
      { run: head, taken: true },
      { run: tailOf(run, head), taken: false },
    ];
  });
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

/** Exact also where the product leaves the safe integers. Rounded half away from zero. */
export function multiplyDivide(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product)) return divideRounded(product, divisor);
  const doubled = BigInt(a) * BigInt(b) * 2n + BigInt(divisor);
  return Number(doubled / (2n * BigInt(divisor)));
}

function headOf(run: Run, units: number): Run {
  return { units, restCents: multiplyDivide(run.restCents, units, run.units) };
}

function tailOf(run: Run, head: Run): Run {
  return { units: run.units - head.units, restCents: run.restCents - head.restCents };
}

/** The fewest units of a run that bring an amount. */
function unitsFor(amountCents: Cents, wholeCents: Cents, units: number): number {
  return Math.min(units, Math.ceil((amountCents * units) / wholeCents));
}

function dearestFirst(a: Run, b: Run): number {
  return b.restCents / b.units - a.restCents / a.units;
}
