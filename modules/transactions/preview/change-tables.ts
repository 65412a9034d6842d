import type { DraftCount } from '../../entitlements/index.ts';

/** How many persons a draft concerns. Null: a number that is not told, so that nobody is found. */
export interface Changes {
  gain: number | null;
  lose: number | null;
  keep: number | null;
}

export interface ChangeRow extends Changes {
  /** Code of the municipality's organisation, first year of the age band, or category. */
  of: string | null;
}

/** What is counted of each person: who gains, who loses, who keeps. */
type Count = Record<keyof Changes, number>;

/** Fewer persons than this are not told exactly. */
const TOLD_FROM = 5;
const COLUMNS = ['gain', 'lose', 'keep'] as const;

/** All persons together. */
export function totalChanges(counts: readonly DraftCount[]): Changes & { unknown: number | null } {
  const total = { gain: 0, lose: 0, keep: 0 };
  let unknown = 0;
  for (const count of counts) {
    add(total, count);
    if (count.verdict === 'unknown' && !count.given && !count.held) unknown += count.persons;
  }
  const told = (value: number) => (isTold(value) ? value : null);
  return {
    ...{ gain: told(total.gain), lose: told(total.lose), keep: told(total.keep) },
    unknown: told(unknown),
  };
}

/**
 * The same by something of which each person has one or several, or none (null): in the order of
 * their names, without rows that nothing concerns. Where one number of a column is not told, a second
 * one is not either: else the total would tell it.
 */
export function changesBy(
  counts: readonly DraftCount[],
  keysOf: (count: DraftCount) => readonly (string | null)[],
): ChangeRow[] {
  const rows = new Map<string | null, Count>();
  for (const count of counts) {
    for (const key of keysOf(count)) {
      const row = rows.get(key) ?? { gain: 0, lose: 0, keep: 0 };
      rows.set(key, row);
      add(row, count);
    }
  }
  const list = [...rows]
    .filter(([, row]) => COLUMNS.some((column) => row[column] > 0))
    .sort(([a], [b]) => compare(a, b));
  const told = list.map(([of, row]): ChangeRow => ({ of, ...row }));
  for (const column of COLUMNS) hide(told, column);
  return told;
}

function add(into: Count, { given, held, persons }: DraftCount): void {
  if (given && held) into.keep += persons;
  else if (given) into.gain += persons;
  else if (held) into.lose += persons;
}

function hide(rows: ChangeRow[], column: (typeof COLUMNS)[number]): void {
  const small = rows.filter((row) => !isTold(row[column] ?? 0));
  for (const row of small) row[column] = null;
  if (small.length !== 1) return;
  const [smallest] = rows
    .filter((row) => (row[column] ?? 0) > 0)
    .sort((a, b) => (a[column] ?? 0) - (b[column] ?? 0));
  if (smallest) smallest[column] = null;
}

function isTold(value: number): boolean {
  return value === 0 || value >= TOLD_FROM;
}

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
