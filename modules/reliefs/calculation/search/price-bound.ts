import type { Cents } from '../../../../platform/money/money.ts';
import type { LineOption, LineOptions } from './line-options.ts';
import { lowest } from './lowest.ts';
import { worthLeft } from './stock.ts';

/** An option with what it comes to, and takes, of what is still left. */
export interface OpenOption {
  option: LineOption;
  cents: Cents;
  takes: readonly number[];
  /** What it gives after paying the present prices for what it takes. */
  worth: number;
}

/** A line for which nothing is chosen yet. */
export interface OpenLine {
  line: LineOptions;
  options: OpenOption[];
}

/**
 * A bound on what any choice for the open lines can come to: each scarce thing has a price, in
 * cents a unit or cents a cent; each line takes what is worth most after paying for it; and what is
 * left of everything is worth its price. No choice comes to more, whatever the prices (Lagrangian
 * relaxation). Where money runs out a relief is cut rather than refused, which costs a cent a cent:
 * so the prices of money that one relief pays at once never sum to more than one.
 */
export interface PriceBound {
  prices: number[];
  boundCents: number;
}

export interface Scales {
  /** Units and cents are brought to one size, so that a step moves the prices of both. */
  sizes: readonly number[];
  /** Indexes of the money that one relief takes from together. */
  together: readonly (readonly number[])[];
}

/** The options of a line that what is left suffices for. */
export function openLine(line: LineOptions, left: readonly number[]): OpenLine {
  const options: OpenOption[] = [];
  for (const option of line.options) {
    const cents = worthLeft(option, left);
    if (cents === undefined) continue;
    const takes =
      cents === option.cents
        ? option.takes
        : option.takes.map((take, index) => Math.min(take, left[index] ?? 0));
    options.push({ option, cents, takes, worth: cents });
  }
  return { line, options };
}

const ROUNDS = 200;
/** The first step, where each price is what a usual take costs, in cents. */
const STEP_CENTS = 50;

/** The prices with the lowest bound; the options then pay these. */
export function findPriceBound(
  open: readonly OpenLine[],
  of: { left: readonly number[]; scales: Scales },
): PriceBound {
  const { left, scales } = of;
  const most = left.map((_, index) => takenAtMost(open, index));
  const valueAt = (at: readonly number[], slopes: number[]) => {
    const wished = at.map((cents, index) => cents / (scales.sizes[index] ?? 1));
    const prices = fairPrices(wished, scales.together);
    const bound = boundAt(open, { left, prices, slopes });
    prices.forEach((price, index) => {
      const beyond = (wished[index] ?? 0) - price;
      // Back to where prices are fair, whatever the bound says.
      if (beyond !== 0) slopes[index] = Math.sign(beyond) * (most[index] ?? 0);
      slopes[index] = (slopes[index] ?? 0) / (scales.sizes[index] ?? 1);
    });
    return bound;
  };
  const from = left.map(() => 0);
  const found = lowest(valueAt, from, { rounds: ROUNDS, step: STEP_CENTS, isEnough: () => false });
  const prices = fairPrices(
    found.at.map((cents, index) => cents / (scales.sizes[index] ?? 1)),
    scales.together,
  );
  payPrices(open, prices);
  return { prices, boundCents: found.value };
}

function takenAtMost(open: readonly OpenLine[], index: number): number {
  let sum = 0;
  for (const { options } of open) for (const { takes } of options) sum += takes[index] ?? 0;
  return sum;
}

/** None below zero, and prices of money that one relief pays together sum to one at most. */
function fairPrices(wished: readonly number[], together: readonly (readonly number[])[]): number[] {
  const prices = wished.map((price) => Math.max(0, price));
  for (const set of together) {
    const sum = set.reduce((all, index) => all + (prices[index] ?? 0), 0);
    if (sum <= 1) continue;
    for (const index of set) prices[index] = (prices[index] ?? 0) / sum;
  }
  return prices;
}

/** The bound at these prices; `slopes` becomes what is left after all have taken. */
function boundAt(
  open: readonly OpenLine[],
  at: { left: readonly number[]; prices: readonly number[]; slopes: number[] },
): number {
  const { left, prices, slopes } = at;
  let boundCents = 0;
  for (let index = 0; index < prices.length; index += 1) {
    boundCents += (left[index] ?? 0) * (prices[index] ?? 0);
    slopes[index] = left[index] ?? 0;
  }
  payPrices(open, prices);
  for (const { options } of open) {
    let best: OpenOption | undefined;
    for (const option of options)
      if (best === undefined || option.worth > best.worth) best = option;
    if (best === undefined) continue;
    boundCents += best.worth;
    for (let index = 0; index < slopes.length; index += 1) {
      slopes[index] = (slopes[index] ?? 0) - (best.takes[index] ?? 0);
    }
  }
  return boundCents;
}

function payPrices(open: readonly OpenLine[], prices: readonly number[]): void {
  for (const { options } of open) {
    for (const option of options) {
      let worth = option.cents;
      for (let index = 0; index < prices.length; index += 1) {
        worth -= (option.takes[index] ?? 0) * (prices[index] ?? 0);
      }
      option.worth = worth;
    }
  }
}

/** A bound in whole cents; sums of prices are not exact to the last digit. */
export function wholeCents(boundCents: number): Cents {
  return Math.floor(boundCents + 1e-6);
}
