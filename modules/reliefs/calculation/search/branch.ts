import type { Cents } from '../../../../platform/money/money.ts';
import type { Contender, Scarcity } from './contenders.ts';
import type { LineOption, LineOptions } from './line-options.ts';
import { mend, regretOf } from './mend.ts';
import {
  findPriceBound,
  type OpenLine,
  openLine,
  type PriceBound,
  type Scales,
  wholeCents,
} from './price-bound.ts';
import type { Recoverable } from './recoverable.ts';
import { takeOption } from './stock.ts';

/** How far a search goes: nodes, and options looked at in all of them together. Never in time. */
const NODES_MAX = 2000;
const STEPS_MAX = 2_000_000;
/** To work a choice out for one line costs about as much as so many looks at options. */
const STEPS_A_LINE = 50;
const ROOT_ROUNDS = 200;
const NODE_ROUNDS = 10;

export interface Branching {
  nodes: number;
  /** No choice comes to more. */
  boundCents: Cents;
}

interface Node {
  open: readonly OpenLine[];
  left: readonly number[];
  givenCents: Cents;
  chosen: readonly LineOption[];
  prices: readonly number[];
}

/**
 * Goes through all choices that could come to more than is known (branch and bound). In each node
 * the prices are mended for what is left, options that cannot lead to more are dropped, and lines
 * with one option have chosen. `tryOut` works a whole choice out and says the most that is known.
 */
export function branch(
  lines: readonly LineOptions[],
  of: { scarce: readonly Scarcity[]; contenders: readonly Contender[]; recoverable: Recoverable },
  known: { cents: Cents; tryOut(chosen: readonly LineOption[]): Cents },
): Branching {
  const scales = scalesOf(lines, of);
  const { spreadCents, cutCents } = of.recoverable;
  const slackCents = spreadCents + cutCents;
  let knownCents = known.cents;
  let nodes = 0;
  const work = { steps: STEPS_MAX };
  const reaches = (cents: number) => wholeCents(cents + slackCents) > knownCents;
  const tryOut = (chosen: readonly LineOption[]) => {
    work.steps -= STEPS_A_LINE * lines.length;
    knownCents = known.tryOut(chosen);
  };

  const left = of.scarce.map(({ most }) => most);
  const root: Node = {
    open: lines.map((line) => openLine(line, left)),
    left,
    givenCents: 0,
    chosen: [],
    prices: left.map(() => 0),
  };

  function boundOf(node: Node, rounds: number): PriceBound {
    return findPriceBound(
      node.open,
      { left: node.left, scales, prices: node.prices },
      {
        rounds,
        targetCents: knownCents - node.givenCents,
        isEnough: (cents) => !reaches(node.givenCents + cents),
        work,
      },
    );
  }

  /** What a choice below the node may still come to, without slack; zero where all is looked at. */
  function descend(from: Node, rounds: number): number {
    nodes += 1;
    const bound = boundOf(from, rounds);
    const wholeBound = from.givenCents + bound.boundCents;
    if (!reaches(wholeBound)) return 0;
    const node = narrow({ ...from, prices: bound.prices }, wholeBound, reaches);
    const mended = mend(node.open, { ...node, work });
    if (reaches(node.givenCents + mended.cents)) tryOut([...node.chosen, ...mended.chosen]);
    if (!reaches(wholeBound)) return 0;
    const next = branchingLine(node.open);
    if (next === undefined) return cutCents > 0 && moneyRanOut(node) ? node.givenCents : 0;
    let furthest = 0;
    for (const { option } of next.options.toSorted((a, b) => b.worth - a.worth)) {
      if (nodes >= NODES_MAX || work.steps <= 0) return wholeBound;
      const child = childOf(node, next, option);
      if (child !== undefined) furthest = Math.max(furthest, descend(child, NODE_ROUNDS));
    }
    return Math.min(furthest, wholeBound);
  }

  function moneyRanOut({ left: rest }: Node): boolean {
    return of.scarce.some(({ measure, index }) => measure === 'cents' && rest[index] === 0);
  }

  const furthestCents = wholeCents(descend(root, ROOT_ROUNDS) + slackCents);
  return { nodes, boundCents: Math.max(knownCents, furthestCents) };
}

/** Without the options that cannot lead to more; where one is left, it is chosen. */
function narrow(node: Node, boundCents: number, reaches: (cents: number) => boolean): Node {
  const left = node.left.slice();
  const chosen = node.chosen.slice();
  let { givenCents } = node;
  const open: OpenLine[] = [];
  for (const { line, options } of node.open) {
    const best = options.reduce(
      (most, { worth }) => Math.max(most, worth),
      Number.NEGATIVE_INFINITY,
    );
    const kept = line.isCut
      ? options
      : options.filter(({ worth }) => reaches(boundCents - best + worth));
    const [only] = kept;
    if (kept.length > 1 || only === undefined) open.push({ line, options: kept });
    else {
      givenCents += takeOption(only.option, left) ?? 0;
      chosen.push(only.option);
    }
  }
  return { ...node, open, left, givenCents, chosen };
}

/** The line whose choice moves most money among those that hesitate most. */
function branchingLine(open: readonly OpenLine[]): OpenLine | undefined {
  let best: OpenLine | undefined;
  let bestWeight = Number.NEGATIVE_INFINITY;
  for (const line of open) {
    const largest = line.options.reduce((most, { cents }) => Math.max(most, cents), 0);
    const weight = largest - regretOf(line);
    if (weight > bestWeight) {
      bestWeight = weight;
      best = line;
    }
  }
  return best;
}

function childOf(node: Node, { line }: OpenLine, option: LineOption): Node | undefined {
  const left = node.left.slice();
  const cents = takeOption(option, left);
  if (cents === undefined) return undefined;
  return {
    open: node.open.filter((one) => one.line !== line).map((one) => reopened(one, left)),
    left,
    givenCents: node.givenCents + cents,
    chosen: [...node.chosen, option],
    prices: node.prices,
  };
}

/** The same options for what is left now. */
function reopened({ line, options }: OpenLine, left: readonly number[]): OpenLine {
  return openLine({ ...line, options: options.map(({ option }) => option) }, left);
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
