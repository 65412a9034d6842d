import type { Cents } from '../../../../platform/money/money.ts';
import type { LineOption, LineOptions } from './line-options.ts';
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

/** Options that may still be looked at before a search is stopped. */
export interface Work {
  steps: number;
}

const PATIENCE = 8;

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

/** The prices with the lowest bound that a number of rounds finds (subgradient steps). */
export function findPriceBound(
  open: readonly OpenLine[],
  of: { left: readonly number[]; scales: Scales; prices: readonly number[] },
  until: {
    rounds: number;
    targetCents: number;
    isEnough(boundCents: number): boolean;
    work: Work;
  },
): PriceBound {
  const { left, scales } = of;
  let prices = of.prices.slice();
  let slopes = prices.map(() => 0);
  let boundCents = boundAt(open, { left, prices, slopes });
  let best: PriceBound = { prices, boundCents };
  let bestSlopes = slopes.slice();
  const stepsARound = open.reduce((sum, { options }) => sum + options.length, 0);
  let pace = 1.5;
  let idle = 0;
  for (let round = 0; round < until.rounds && !until.isEnough(best.boundCents); round += 1) {
    until.work.steps -= stepsARound;
    let norm = 0;
    slopes.forEach((slope, index) => {
      // What is plenty is free already.
      if (slope < 0 && prices[index] === 0) slopes[index] = 0;
      norm += ((slopes[index] ?? 0) / (scales.sizes[index] ?? 1)) ** 2;
    });
    if (norm === 0) break;
    const step = (pace * Math.max(1, boundCents - until.targetCents)) / norm;
    prices = prices.map((price, index) =>
      Math.max(0, price + (step * (slopes[index] ?? 0)) / (scales.sizes[index] ?? 1) ** 2),
    );
    makeFair(prices, scales.together);
    slopes = prices.map(() => 0);
    boundCents = boundAt(open, { left, prices, slopes });
    idle += 1;
    if (boundCents < best.boundCents - 1e-9) {
      best = { prices, boundCents };
      bestSlopes = slopes.slice();
      idle = 0;
    } else if (idle >= PATIENCE) {
      pace /= 2;
      idle = 0;
      ({ prices, boundCents } = best);
      slopes = bestSlopes.slice();
    }
  }
  payPrices(open, best.prices);
  return best;
}

/** Prices of money that one relief pays together sum to one at most. */
function makeFair(prices: number[], together: readonly (readonly number[])[]): void {
  for (const set of together) {
    const sum = set.reduce((all, index) => all + (prices[index] ?? 0), 0);
    if (sum <= 1) continue;
    for (const index of set) prices[index] = (prices[index] ?? 0) / sum;
  }
}

/** The bound at these prices; `slopes` becomes what is taken beyond what is left. */
function boundAt(
  open: readonly OpenLine[],
  at: { left: readonly number[]; prices: readonly number[]; slopes: number[] },
): number {
  const { left, prices, slopes } = at;
  let boundCents = 0;
  for (let index = 0; index < prices.length; index += 1) {
    boundCents += (left[index] ?? 0) * (prices[index] ?? 0);
    slopes[index] = -(left[index] ?? 0);
  }
  payPrices(open, prices);
  for (const { line, options } of open) {
    let best: OpenOption | undefined;
    for (const option of options)
      if (best === undefined || option.worth > best.worth) best = option;
    if (best === undefined) continue;
    boundCents += line.isCut ? line.line.priceCents : best.worth;
    for (let index = 0; index < slopes.length; index += 1) {
      slopes[index] = (slopes[index] ?? 0) + (best.takes[index] ?? 0);
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
