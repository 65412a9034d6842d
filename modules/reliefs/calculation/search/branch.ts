import type { Cents } from '../../../../platform/money/money.ts';
import type { Contender, Scarcity } from './contenders.ts';
import { lookThrough, mostOf, type Rest, type Search, takeOpen, tryChoice } from './descend.ts';
import type { LineOptions } from './line-options.ts';
import { mend } from './mend.ts';
import {
  findPriceBound,
  type OpenLine,
  openLine,
  type PriceBound,
  type Scales,
} from './price-bound.ts';
import type { Recoverable } from './recoverable.ts';
import { exactness, findTableBound, type TableBound } from './table-bound.ts';

/** How far a search goes: nodes, and options looked at beside them. Never in time. */
const NODES_MAX = 40_000;
/** And so many to find any better choice, where that was too little for the best. */
const LAST_NODES = 10_000;
const STEPS_MAX = 500_000;
/** How far below the bound choices are looked for first, and by how much further each time. */
const FIRST_REACH_CENTS = 8;
const REACH_GROWS = 3;

export interface Branching {
  nodes: number;
  /** No choice comes to more. */
  boundCents: Cents;
}

/**
 * Goes through all choices that could come to more than is known (branch and bound). Prices settle
 * most lines; the bound of the others knows what each pool really holds, and is looked up in tables
 * at each node. First only choices close to the bound are looked for, then further ones, until one
 * is found or none is left: so what is known beforehand hardly matters.
 */
export function branch(
  lines: readonly LineOptions[],
  of: { scarce: readonly Scarcity[]; contenders: readonly Contender[]; recoverable: Recoverable },
  known: { cents: Cents } & Pick<Search, 'tryOut'>,
): Branching {
  const left = of.scarce.map(({ most }) => most);
  const open = lines.map((line) => openLine(line, left));
  const priced = findPriceBound(open, { left, scales: scalesOf(lines, of) });
  const { spreadCents, cutCents } = of.recoverable;
  const search: Search = {
    scarce: of.scarce,
    exact: of.scarce.map((scarcity) => exactness(scarcity, open, of.contenders)),
    slackCents: spreadCents + cutCents + cutWorth(open, priced.prices),
    knownCents: known.cents,
    untriedCents: 0,
    nodes: 1,
    nodesMax: NODES_MAX,
    work: { steps: STEPS_MAX },
    tryOut: known.tryOut,
  };
  let boundCents = search.knownCents;
  if (mostOf(search, priced.boundCents) > search.knownCents) {
    const mended = mend(open, { left, prices: priced.prices, work: search.work });
    if (mostOf(search, mended.cents) > search.knownCents) tryChoice(search, mended.chosen);
    boundCents = searchNearer(search, { open, left, givenCents: 0, chosen: [] }, priced);
  }
  const missedCents = mostOf(search, priced.boundCents) + beyondOptions(open);
  const isAll = lines.every(({ isCut }) => !isCut) && !moneyCrosses(of.contenders);
  return {
    nodes: search.nodes,
    boundCents: Math.max(search.knownCents, boundCents, isAll ? 0 : missedCents),
  };
}

/**
 * Whether pools of money overlap and none lies within the other. Then it matters which of several
 * reliefs is cut, and cutting the least dense one first is not always best: only the prices bound
 * what such a choice comes to.
 */
function moneyCrosses(contenders: readonly Contender[]): boolean {
  const usersOf = new Map<number, Set<Contender>>();
  for (const contender of contenders) {
    for (const { index } of contender.cents) {
      usersOf.set(index, (usersOf.get(index) ?? new Set()).add(contender));
    }
  }
  const pools = [...usersOf.values()];
  return pools.some((one) => pools.some((other) => overlaps(one, other) && !nests(one, other)));
}

function overlaps(one: ReadonlySet<Contender>, other: ReadonlySet<Contender>): boolean {
  return [...one].some((user) => other.has(user));
}

function nests(one: ReadonlySet<Contender>, other: ReadonlySet<Contender>): boolean {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return [...few].every((user) => many.has(user));
}

/** What lines might give beyond their best, where some of their options are not known. */
function beyondOptions(open: readonly OpenLine[]): Cents {
  let cents = 0;
  for (const { line, options } of open) {
    if (!line.isCut) continue;
    const best = options.reduce((most, { worth }) => Math.max(most, worth), 0);
    cents += Math.ceil(line.line.priceCents - best);
  }
  return cents;
}

/** Looks for choices near the bound, then further from it; the most that any may still come to. */
function searchNearer(search: Search, all: Rest, priced: PriceBound): Cents {
  const rents = new Map<LineOptions, number>();
  const whole = narrow(search, all, { priced, rents, least: search.knownCents });
  let furthestCents = whole?.mostCents ?? search.knownCents;
  for (let reach = FIRST_REACH_CENTS; furthestCents > search.knownCents; reach *= REACH_GROWS) {
    const least = Math.max(search.knownCents, furthestCents - reach);
    const near = narrow(search, all, { priced, rents, least });
    if (near !== undefined && !lookThrough(search, near.rest, { ...near, least })) {
      furthestCents = Math.min(furthestCents, near.mostCents);
      search.nodesMax += LAST_NODES;
      if (whole) lookThrough(search, whole.rest, { ...whole, least: search.knownCents });
      break;
    }
    furthestCents = least;
  }
  return Math.max(furthestCents, search.untriedCents);
}

/** What hesitates between choices above the least, and its bound; undefined where there are none. */
function narrow(
  search: Search,
  all: Rest,
  by: { priced: PriceBound; rents: Map<LineOptions, number>; least: Cents },
): { rest: Rest; table: TableBound; mostCents: Cents } | undefined {
  const { priced, rents, least } = by;
  const rest = settle(search, all, by);
  if (rest === undefined) return undefined;
  const { scarce, exact } = search;
  const around = { scarce, exact, left: rest.left, prices: priced.prices, rents };
  const isEnough = (cents: number) => mostOf(search, rest.givenCents + cents) <= least;
  const { boundCents } = findTableBound(rest.open, around, isEnough);
  const mostCents = mostOf(search, rest.givenCents + boundCents);
  if (mostCents <= least) return undefined;
  const open = rest.open.toSorted((a, b) => paysMost(b, rents) - paysMost(a, rents));
  // The same bound, with its tables in the order of the lines.
  const table = findTableBound(open, around, () => true);
  return { rest: { ...rest, open }, table, mostCents };
}

/**
 * Without the options that cannot lead to more; where one is left, it is chosen. Undefined when nothing leads to more.
 */
function settle(
  search: Search,
  rest: Rest,
  { priced: { boundCents }, least }: { priced: PriceBound; least: Cents },
): Rest | undefined {
  const left = rest.left.slice();
  const chosen = rest.chosen.slice();
  let { givenCents } = rest;
  const open: OpenLine[] = [];
  for (const { line, options } of rest.open) {
    const best = options.reduce(
      (most, { worth }) => Math.max(most, worth),
      Number.NEGATIVE_INFINITY,
    );
    const kept = options.filter(({ worth }) => mostOf(search, boundCents - best + worth) > least);
    const [only] = kept;
    if (kept.length > 1 || only === undefined) {
      open.push({ line, options: kept });
      continue;
    }
    const cents = takeOpen(only, left, search.exact);
    if (cents === undefined) return undefined;
    givenCents += cents;
    chosen.push(only.option);
  }
  return { open, left, givenCents, chosen };
}

/** By how much cuts may be worth more than their prices say: each pool of money is cut on one line. */
function cutWorth(open: readonly OpenLine[], prices: readonly number[]): Cents {
  const largest = prices.map(() => 0);
  for (const { options } of open) {
    for (const { option } of options) {
      for (const { contender, cents, recovers } of option.picks) {
        if (recovers === 0) continue;
        for (const { index } of contender.cents) {
          const beyond = Math.ceil(cents * Math.max(0, (prices[index] ?? 0) - 1 + recovers));
          largest[index] = Math.max(largest[index] ?? 0, beyond);
        }
      }
    }
  }
  return largest.reduce((sum, cents) => sum + cents, 0);
}

/** What a line can pay to pools beyond its rent. */
function paysMost({ line, options }: OpenLine, rents: ReadonlyMap<LineOptions, number>): number {
  return options.reduce((most, { cents }) => Math.max(most, cents), 0) - (rents.get(line) ?? 0);
}

function scalesOf(
  lines: readonly LineOptions[],
  of: { scarce: readonly Scarcity[]; contenders: readonly Contender[] },
): Scales {
  return {
    sizes: of.scarce.map(({ index }) => usualTake(lines, index)),
    together: of.contenders
      .filter(({ cents }) => cents.length > 0)
      .map(({ cents }) => cents.map(({ index }) => index)),
  };
}

/** What an option takes on average of those that take any. */
function usualTake(lines: readonly LineOptions[], index: number): number {
  let sum = 0;
  let count = 0;
  for (const { options } of lines) {
    for (const { takes } of options) {
      const take = takes[index] ?? 0;
      if (take === 0) continue;
      sum += take;
      count += 1;
    }
  }
  return count === 0 ? 1 : sum / count;
}
