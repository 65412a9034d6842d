import type { Cents } from '../../../../platform/money/money.ts';
import type { LineOption } from './line-options.ts';
import type { OpenLine } from './price-bound.ts';
import { takeOption, worthLeft } from './stock.ts';

/** Options that may still be looked at before a search is stopped. */
export interface Work {
  steps: number;
}

const PASSES_MAX = 4;

interface Place {
  open: OpenLine;
  option: LineOption | undefined;
  cents: Cents;
  took: number[];
}

/**
 * A real choice from the prices: line by line, those first that lose most by waiting, what is worth
 * most of what is left is taken; then each line may change its mind while that gives more.
 */
export function mend(
  open: readonly OpenLine[],
  of: { left: readonly number[]; prices: readonly number[]; work: Work },
): { cents: Cents; chosen: LineOption[] } {
  const left = of.left.slice();
  const places: Place[] = open
    .toSorted((a, b) => regretOf(b) - regretOf(a))
    .map((line) => place(line, bestNow(line, left, of.prices), left));
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    if (!changeMinds(places, left) && !exchange(places, left, of.work)) break;
  }
  return {
    cents: places.reduce((sum, { cents }) => sum + cents, 0),
    chosen: places.flatMap(({ option }) => (option === undefined ? [] : [option])),
  };
}

export function regretOf({ options }: OpenLine): number {
  let best = Number.NEGATIVE_INFINITY;
  let next = Number.NEGATIVE_INFINITY;
  for (const { worth } of options) {
    if (worth > best) {
      next = best;
      best = worth;
    } else if (worth > next) next = worth;
  }
  return best - next;
}

function changeMinds(places: Place[], left: number[]): boolean {
  let isBetter = false;
  places.forEach((one, index) => {
    giveBack(one, left);
    const option = bestNow(one.open, left, undefined);
    const cents = option === undefined ? 0 : (worthLeft(option, left) ?? 0);
    if (cents > one.cents) isBetter = true;
    places[index] = place(one.open, cents > one.cents ? option : one.option, left);
  });
  return isBetter;
}

/** Two lines change their minds together, where that gives more. */
function exchange(places: Place[], left: number[], work: Work): boolean {
  let isBetter = false;
  for (let i = 0; i < places.length; i += 1) {
    for (let j = i + 1; j < places.length; j += 1) {
      const one = places[i];
      const other = places[j];
      if (one === undefined || other === undefined || !touches(one, other)) continue;
      work.steps -= one.open.options.length + other.open.options.length;
      if (work.steps <= 0) return false;
      giveBack(one, left);
      giveBack(other, left);
      const pair = bestPair(one, other, left);
      if (pair !== undefined) isBetter = true;
      places[i] = place(one.open, pair === undefined ? one.option : pair[0], left);
      places[j] = place(other.open, pair === undefined ? other.option : pair[1], left);
    }
  }
  return isBetter;
}

/** Whether what one gives up could serve the other. */
function touches(one: Place, other: Place): boolean {
  return one.took.some((took) => took > 0) || other.took.some((took) => took > 0);
}

function bestPair(
  one: Place,
  other: Place,
  left: readonly number[],
): [LineOption, LineOption] | undefined {
  let best: [LineOption, LineOption] | undefined;
  let bestCents = one.cents + other.cents;
  const mostOther = other.open.options.reduce((most, { cents }) => Math.max(most, cents), 0);
  for (const { option, cents: mostCents } of one.open.options) {
    if (mostCents + mostOther <= bestCents) continue;
    const rest = left.slice();
    const cents = takeOption(option, rest);
    if (cents === undefined) continue;
    for (const { option: second, cents: mostSecond } of other.open.options) {
      if (cents + mostSecond <= bestCents) continue;
      const both = cents + (worthLeft(second, rest) ?? Number.NEGATIVE_INFINITY);
      if (both <= bestCents) continue;
      bestCents = both;
      best = [option, second];
    }
  }
  return best;
}

function place(open: OpenLine, option: LineOption | undefined, left: number[]): Place {
  const before = left.slice();
  const cents = option === undefined ? 0 : (takeOption(option, left) ?? 0);
  return { open, option, cents, took: before.map((one, index) => one - (left[index] ?? 0)) };
}

function giveBack({ took }: Place, left: number[]): void {
  took.forEach((amount, index) => {
    left[index] = (left[index] ?? 0) + amount;
  });
}

function bestNow(
  { options }: OpenLine,
  left: readonly number[],
  prices: readonly number[] | undefined,
): LineOption | undefined {
  let best: LineOption | undefined;
  let bestWorth = Number.NEGATIVE_INFINITY;
  for (const { option, cents: mostCents } of options) {
    if (prices === undefined && mostCents <= bestWorth) continue;
    const cents = worthLeft(option, left);
    if (cents === undefined) continue;
    let worth = cents;
    prices?.forEach((price, index) => {
      worth -= price * Math.min(option.takes[index] ?? 0, left[index] ?? 0);
    });
    if (worth > bestWorth) {
      bestWorth = worth;
      best = option;
    }
  }
  return best;
}
