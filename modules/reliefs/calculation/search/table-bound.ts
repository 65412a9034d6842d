import type { Contender, Scarcity } from './contenders.ts';
import type { LineOptions } from './line-options.ts';
import { lowest } from './lowest.ts';
import { fillTable, type PoolItem, type PoolTable, payingItems, poolTable } from './pool-table.ts';
import type { OpenLine, OpenOption } from './price-bound.ts';

/**
 * A bound that knows what pools really hold. Each line asks a rent of whoever serves it; an option
 * pays its pool what it is worth beyond that rent; and what a pool can be paid at most comes from
 * its table, so that no half of a line fills what is left of it. With the right rents hardly any
 * choice is bounded too high (Lagrangian relaxation of a generalized assignment: Fisher, Jaikumar,
 * Van Wassenhove, Management Science 32, 1986).
 */
export interface TableBound {
  boundCents: number;
  tables: PoolTable[];
  /** By line: what it and all after it are worth beside what the pools are paid. */
  rentsAfter: number[];
  /** Of the other pools, by index: cents a unit or a cent. */
  prices: readonly number[];
}

/** So many cells of tables are filled at most while rents are looked for. */
const CELLS_MAX = 8_000_000;
const ROUNDS_MAX = 100;
const STEP_CENTS = 50;

export function findTableBound(
  open: readonly OpenLine[],
  of: {
    left: readonly number[];
    scarce: readonly Scarcity[];
    /** By index: what has a table. */
    exact: readonly Exact[];
    prices: readonly number[];
    /** Where rents were left before, and are left now. */
    rents: Map<LineOptions, number>;
  },
  isEnough: (boundCents: number) => boolean,
): TableBound {
  const tables = of.scarce
    .filter(({ index }) => of.exact[index])
    .map((scarcity) => poolTable(open, scarcity, of.left[scarcity.index] ?? 0));
  const prices = of.prices.map((price, index) => (of.exact[index] ? 0 : price));
  const asked = askedOf(open, tables);
  const terms = tables.flatMap(({ items }) =>
    items.flat().map((item) => termOf(item, tables, of.prices)),
  );
  const shares = new Map(terms.map(({ item, share }) => [item, share]));
  let pricedCents = 0;
  prices.forEach((price, index) => {
    pricedCents += price * (of.left[index] ?? 0);
  });
  const valueAt = (at: readonly number[], slopes: number[]) => {
    const rents = asked.map((least, line) => Math.max(at[line] ?? 0, least));
    for (const { item, atPrice, share } of terms) {
      item.price = atPrice + share * (item.option.worth - (rents[item.line] ?? 0));
    }
    let value = pricedCents;
    rents.forEach((rent, line) => {
      value += rent;
      slopes[line] = 1;
    });
    for (const table of tables) {
      value += fillTable(table);
      for (const item of payingItems(table)) {
        slopes[item.line] = (slopes[item.line] ?? 0) - (shares.get(item) ?? 0);
      }
    }
    rents.forEach((rent, line) => {
      if ((at[line] ?? 0) < rent) slopes[line] = -1;
    });
    return value;
  };
  const from = open.map(({ line, options }) => of.rents.get(line) ?? mostWorth(options));
  const found = lowest(valueAt, from, { rounds: roundsOf(tables), step: STEP_CENTS, isEnough });
  open.forEach(({ line }, index) => {
    of.rents.set(line, found.at[index] ?? 0);
  });
  // The tables are left as they are where the bound is lowest.
  const boundCents = valueAt(found.at, from.slice());
  return { boundCents, tables, rentsAfter: rentsAfter(found.at, asked), prices };
}

/** What an item pays at the prices, and its part of what its option is worth beyond the rent. */
function termOf(item: PoolItem, tables: readonly PoolTable[], prices: readonly number[]) {
  const { takes } = item.option;
  const paid = tables.filter(({ index }) => (takes[index] ?? 0) > 0);
  const { index } = item;
  return { item, atPrice: (takes[index] ?? 0) * (prices[index] ?? 0), share: 1 / paid.length };
}

function rentsAfter(at: readonly number[], asked: readonly number[]): number[] {
  const sums = [0];
  for (let line = asked.length - 1; line >= 0; line -= 1) {
    sums.unshift((sums[0] ?? 0) + Math.max(at[line] ?? 0, asked[line] ?? 0));
  }
  return sums;
}

/** The rent that a line has anyway, from options that pay no table. */
function askedOf(open: readonly OpenLine[], tables: readonly PoolTable[]): number[] {
  return open.map(({ options }) =>
    mostWorth(
      options.filter(({ takes }) => tables.every(({ index }) => (takes[index] ?? 0) === 0)),
    ),
  );
}

function mostWorth(options: readonly OpenOption[]): number {
  return options.reduce((most, { worth }) => Math.max(most, worth), 0);
}

function roundsOf(tables: readonly PoolTable[]): number {
  let cells = 1;
  for (const { items, rows, lows } of tables) {
    items.forEach((ofLine, line) => {
      cells += ofLine.length * ((rows[line]?.length ?? 0) - (lows[line] ?? 0));
    });
  }
  return Math.min(ROUNDS_MAX, Math.floor(CELLS_MAX / cells));
}

/** What a table knows exactly; undefined: priced only. */
export type Exact = Scarcity['measure'] | undefined;

/** Whether what a pool of money does not give is lost, whichever line it runs out on. */
export function exactness(
  { index, measure }: Scarcity,
  open: readonly OpenLine[],
  contenders: readonly Contender[],
): Exact {
  if (measure === 'units') return measure;
  const takesAlone = contenders.every(
    ({ cents }) => cents.length < 2 || cents.every((one) => one.index !== index),
  );
  if (!takesAlone) return undefined;
  const isLost = open.every(({ options }) =>
    options.every(({ option }) =>
      option.picks.every(
        ({ contender, recovers }) =>
          recovers === 0 || contender.cents.every((one) => one.index !== index),
      ),
    ),
  );
  return isLost ? measure : undefined;
}
