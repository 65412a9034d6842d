import type { Scarcity } from './contenders.ts';
import type { OpenLine, OpenOption } from './price-bound.ts';

/** What an option of one line takes from a pool, and what it would pay for that. */
export interface PoolItem {
  /** The pool's index. */
  index: number;
  line: number;
  option: OpenOption;
  /** In cells of the table. */
  take: number;
  price: number;
}

/**
 * The most that lines may pay together to one pool, for what it really holds: for each line the
 * answer for it and all after it, by what is left.
 */
export interface PoolTable {
  index: number;
  isMoney: boolean;
  /** Units or cents a cell: a large pool is counted roughly, in favour of who takes. */
  cell: number;
  /** By line. */
  items: PoolItem[][];
  /** By line, one more at the end: each by cells that are left. */
  rows: Float64Array[];
  /** By line: fewer cells can never be left when its turn comes. */
  lows: number[];
}

/** A table of so many cells is still quick to fill. */
const CELLS_MAX = 8192;

export function poolTable(
  open: readonly OpenLine[],
  { index, measure }: Scarcity,
  left: number,
): PoolTable {
  const cell = Math.max(1, Math.ceil(left / CELLS_MAX));
  const cells = Math.floor(left / cell);
  const items = open.map(({ options }, line) =>
    options.flatMap((option): PoolItem[] => {
      const take = option.takes[index] ?? 0;
      return take > 0 ? [{ index, line, option, take: Math.floor(take / cell), price: 0 }] : [];
    }),
  );
  const lows: number[] = [];
  let low = cells;
  for (const ofLine of items) {
    lows.push(low);
    low = Math.max(0, low - Math.max(0, ...ofLine.map(({ take }) => take)));
  }
  const rows: Float64Array[] = [new Float64Array(cells + 1)];
  for (const ofLine of items.toReversed()) {
    const [after] = rows;
    rows.unshift(ofLine.length === 0 && after ? after : new Float64Array(cells + 1));
  }
  return { index, isMoney: measure === 'cents', cell, items, rows, lows };
}

/** Fills the table for the present prices of its items; what all lines may pay at most. */
export function fillTable(table: PoolTable): number {
  const { items, rows, lows } = table;
  for (let line = items.length - 1; line >= 0; line -= 1) {
    const ofLine = items[line] ?? [];
    const row = rows[line];
    const after = rows[line + 1];
    if (ofLine.length === 0 || row === undefined || after === undefined) continue;
    const low = lows[line] ?? 0;
    row.set(after.subarray(low), low);
    for (const item of ofLine) if (item.price > 0) addItem(table, item, { row, after, low });
  }
  return rows[0]?.at(-1) ?? 0;
}

function addItem(
  { isMoney, cell }: PoolTable,
  { take, price }: PoolItem,
  { row, after, low }: { row: Float64Array; after: Float64Array; low: number },
): void {
  for (let left = Math.max(low, take); left < row.length; left += 1) {
    const sum = (after[left - take] ?? 0) + price;
    if (sum > (row[left] ?? 0)) row[left] = sum;
  }
  if (!isMoney) return;
  // Where money runs out a relief is cut, which costs a cent a cent.
  const end = Math.min(take, row.length);
  for (let left = low; left < end; left += 1) {
    const sum = (after[0] ?? 0) + price - (take - left) * cell;
    if (sum > (row[left] ?? 0)) row[left] = sum;
  }
}

/** Who pays in the best way to fill the pool. */
export function payingItems({ items, rows, isMoney, cell }: PoolTable): PoolItem[] {
  const paying: PoolItem[] = [];
  let left = (rows[0]?.length ?? 1) - 1;
  items.forEach((ofLine, line) => {
    const after = rows[line + 1];
    if (after === undefined || rows[line]?.[left] === after[left]) return;
    let best: PoolItem | undefined;
    let bestSum = Number.NEGATIVE_INFINITY;
    for (const item of ofLine) {
      const beyond = Math.max(0, item.take - left);
      if (item.price <= 0 || (beyond > 0 && !isMoney)) continue;
      const sum = (after[left - item.take + beyond] ?? 0) + item.price - beyond * cell;
      if (sum <= bestSum) continue;
      best = item;
      bestSum = sum;
    }
    if (best === undefined) return;
    paying.push(best);
    left = Math.max(0, left - best.take);
  });
  return paying;
}
