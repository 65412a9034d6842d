import type { Cents } from '../../../../platform/money/money.ts';
import type { Scarcity } from './contenders.ts';
import type { LineOption } from './line-options.ts';
import type { Work } from './mend.ts';
import { type OpenLine, type OpenOption, wholeCents } from './price-bound.ts';
import type { Exact, TableBound } from './table-bound.ts';

/** To work a choice out for one line costs about as much as so many looks at options. */
const STEPS_A_LINE = 50;

/** How far a search has come. */
export interface Search {
  scarce: readonly Scarcity[];
  /** By index of the scarcity. */
  exact: readonly Exact[];
  /** By how much a choice may come to more than its bound says. */
  slackCents: Cents;
  /** The most that is known. */
  knownCents: Cents;
  /** The most that choices may come to whose money may be cut in better ways than were tried. */
  untriedCents: Cents;
  nodes: number;
  nodesMax: number;
  work: Work;
  /** Works a whole choice out, and says the most that is known. */
  tryOut(chosen: readonly LineOption[]): Cents;
}

/** Lines that hesitate, what is left for them, and what the others have chosen. */
export interface Rest {
  open: readonly OpenLine[];
  left: readonly number[];
  givenCents: Cents;
  chosen: readonly LineOption[];
}

interface Node extends Rest {
  boundCents: number;
}

/** What a choice with such a bound may come to, in whole cents. */
export function mostOf({ slackCents }: Search, boundCents: number): Cents {
  return wholeCents(boundCents + slackCents);
}

export function tryChoice(search: Search, chosen: readonly LineOption[]): void {
  search.work.steps -= STEPS_A_LINE * chosen.length;
  search.knownCents = search.tryOut(chosen);
}

/** Looks at all choices of the rest that may come to more than the least; false when it was stopped. */
export function lookThrough(
  search: Search,
  rest: Rest,
  than: { table: TableBound; least: Cents },
): boolean {
  return descend(
    search,
    { ...rest, boundCents: rest.givenCents + than.table.boundCents },
    {
      ...than,
      depth: 0,
    },
  );
}

function descend(
  search: Search,
  node: Node,
  at: { table: TableBound; least: Cents; depth: number },
): boolean {
  search.nodes += 1;
  const line = node.open[at.depth];
  if (line === undefined) {
    tryLeaf(search, node);
    return true;
  }
  for (const child of childrenOf(search, { ...node, line }, at)) {
    if (search.nodes >= search.nodesMax || search.work.steps <= 0) return false;
    if (mostOf(search, child.boundCents) <= Math.max(search.knownCents, at.least)) break;
    const next = { ...child, open: node.open, chosen: [...node.chosen, child.option] };
    if (!descend(search, next, { ...at, depth: at.depth + 1 })) return false;
  }
  return true;
}

function tryLeaf(search: Search, { chosen, left, boundCents }: Node): void {
  tryChoice(search, chosen);
  const hasRunOut = search.scarce.some(
    ({ measure, index }) => measure === 'cents' && (left[index] ?? 0) <= 0,
  );
  if (search.slackCents === 0 || !hasRunOut) return;
  search.untriedCents = Math.max(search.untriedCents, mostOf(search, boundCents));
}

interface Child {
  option: LineOption;
  left: number[];
  givenCents: number;
  boundCents: number;
}

/** What a line may choose, the best first. */
function childrenOf(
  search: Search,
  node: { line: OpenLine; left: readonly number[]; givenCents: Cents },
  at: { table: TableBound; least: Cents; depth: number },
): Child[] {
  const children: Child[] = [];
  const least = Math.max(search.knownCents, at.least);
  for (const open of node.line.options) {
    const left = node.left.slice();
    const cents = takeOpen(open, left, search.exact);
    if (cents === undefined) continue;
    const givenCents = node.givenCents + cents;
    const boundCents = givenCents + boundAfter(at.table, at.depth, left);
    if (mostOf(search, boundCents) <= least) continue;
    children.push({ option: open.option, left, givenCents, boundCents });
  }
  return children.length > 1 ? children.sort((a, b) => b.boundCents - a.boundCents) : children;
}

/**
 * What an option gives of what is left, and takes from it; undefined when units do not suffice. Where a
 * pool runs out whose cuts others take up, more is taken than there is: that is paid by its price.
 */
export function takeOpen(
  { cents, takes }: OpenOption,
  left: number[],
  exact: readonly Exact[],
): Cents | undefined {
  let given = cents;
  for (let index = 0; index < takes.length; index += 1) {
    const took = takes[index] ?? 0;
    if (took === 0) continue;
    const rest = (left[index] ?? 0) - took;
    left[index] = rest;
    if (rest >= 0 || !exact[index]) continue;
    // Of units there are no cuts.
    if (exact[index] === 'units') return undefined;
    left[index] = 0;
    given += rest;
  }
  return given;
}

/** What the lines after one may still come to. */
function boundAfter(
  { tables, rentsAfter, prices }: TableBound,
  line: number,
  left: readonly number[],
): number {
  let cents = rentsAfter[line + 1] ?? 0;
  for (let index = 0; index < prices.length; index += 1) {
    cents += (prices[index] ?? 0) * (left[index] ?? 0);
  }
  for (const { index, cell, rows } of tables) {
    cents += rows[line + 1]?.[Math.floor((left[index] ?? 0) / cell)] ?? 0;
  }
  return cents;
}
