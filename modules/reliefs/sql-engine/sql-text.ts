import type { Day } from '../../../platform/clock/day.ts';

/** Literals of SQL. What goes into a compiled statement goes through here. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of texts, for `in (…)`. */
export function quoteAll(texts: Iterable<string>): string {
  return [...texts].map(quote).join(', ');
}

/** The array literal of numbers or days, ascending, for `width_bucket`. */
export function sortedArray(type: 'bigint' | 'date', values: readonly (number | string)[]): string {
  return `'{${values.join(',')}}'::${type}[]`;
}

/** Whether the period of a row holds on a day. */
export function currentSql(row: string, day: Day): string {
  const on = quote(day);
  return `${row}.valid_from <= ${on} and (${row}.valid_to is null or ${row}.valid_to > ${on})`;
}

/** Whether a person lives on a day: those of birth and death are included. */
export function livesSql(row: string, day: Day): string {
  const on = quote(day);
  return `${row}.birth_date <= ${on} and (${row}.death_date is null or ${row}.death_date >= ${on})`;
}

/** A column of a boolean that may be null, as it is written where one is stated. */
export const UNKNOWN = 'null::boolean';

/** Whether a number that lies in `[low, high]` is in `[from, below)`; unknown when they straddle. */
export function boundsSql(
  { low, high }: { low: string; high: string },
  { from, below }: { from?: number | undefined; below?: number | undefined },
): string {
  const not: string[] = [];
  const all: string[] = [];
  if (from !== undefined) {
    not.push(`${high} < ${from}`);
    all.push(`${low} >= ${from}`);
  }
  if (below !== undefined) {
    not.push(`${low} >= ${below}`);
    all.push(`${high} < ${below}`);
  }
  if (all.length === 0) return 'true';
  return `(case when ${not.join(' or ')} then false when ${all.join(' and ')} then true end)`;
}
