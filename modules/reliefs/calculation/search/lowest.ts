/** Where a convex function is lowest, as far as was looked. */
export interface Lowest {
  at: number[];
  value: number;
}

/** How strongly space is narrowed across a ridge; steps grow in long runs and shrink in short ones. */
const NARROWING = 1 / 3 - 1;
const LONGER = 1.15;
const SHORTER = 0.9;
const FLAT = 1e-12;

/**
 * Looks for the lowest value of a convex function with kinks: walks down the slope in a space that
 * is narrowed, after every turn, in the direction in which the slope has turned (N. Z. Shor's
 * r-algorithm, "Minimization Methods for Non-Differentiable Functions", 1985). Only sums, products and
 * square roots, so every machine walks alike. `valueAt` also writes the slopes.
 */
export function lowest(
  valueAt: (at: readonly number[], slopes: number[]) => number,
  from: readonly number[],
  until: { rounds: number; step: number; isEnough(value: number): boolean },
): Lowest {
  const space = from.map((_, row) => from.map((__, column) => (row === column ? 1 : 0)));
  let at = from.slice();
  let slopes = from.map(() => 0);
  let best: Lowest = { at, value: valueAt(at, slopes) };
  let { step } = until;
  let rounds = 1;
  while (rounds < until.rounds && !until.isEnough(best.value)) {
    const way = wayDown(space, slopes);
    if (way === undefined) break;
    const before = slopes;
    let run = 0;
    do {
      at = at.map((one, index) => one - step * (way[index] ?? 0));
      slopes = slopes.map(() => 0);
      const value = valueAt(at, slopes);
      rounds += 1;
      run += 1;
      if (value < best.value) best = { at, value };
      if (run > 2) step *= LONGER;
    } while (rounds < until.rounds && product(slopes, way) > 0);
    if (run === 1) step *= SHORTER;
    narrow(
      space,
      slopes.map((slope, index) => slope - (before[index] ?? 0)),
    );
  }
  return best;
}

/** The steepest way in the narrowed space, one long there; none where it is flat. */
function wayDown(space: readonly number[][], slopes: readonly number[]): number[] | undefined {
  const narrowed = seenFrom(space, slopes);
  const length = Math.sqrt(product(narrowed, narrowed));
  if (length < FLAT) return undefined;
  return space.map((row) => product(row, narrowed) / length);
}

function narrow(space: number[][], turn: readonly number[]): void {
  const across = seenFrom(space, turn);
  const length = Math.sqrt(product(across, across));
  if (length < FLAT) return;
  for (const row of space) {
    const share = (NARROWING * product(row, across)) / length ** 2;
    for (let column = 0; column < row.length; column += 1) {
      row[column] = (row[column] ?? 0) + share * (across[column] ?? 0);
    }
  }
}

function seenFrom(space: readonly number[][], slopes: readonly number[]): number[] {
  const seen = slopes.map(() => 0);
  space.forEach((row, index) => {
    const slope = slopes[index] ?? 0;
    if (slope === 0) return;
    for (let column = 0; column < row.length; column += 1) {
      seen[column] = (seen[column] ?? 0) + (row[column] ?? 0) * slope;
    }
  });
  return seen;
}

function product(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) {
    sum += (one[index] ?? 0) * (other[index] ?? 0);
  }
  return sum;
}
