import { addDays, type Day } from '../../../platform/clock/day.ts';
import type { FieldOf } from './field-finder.ts';
import type { DatedRule } from './mapping.ts';
import type { RecordFaultCode } from './meaning.ts';

/** Notes what is wrong with a record, and where. */
export type Noting = (path: string, code: RecordFaultCode) => void;

/** A row that a rule reads, with its period. */
export interface DatedRow {
  /** JSON Pointer to the row; "" for the record itself. */
  path: string;
  from: Day;
  to: Day | null;
  /** The value of a field of the row, or else of the record. */
  value(name: string): unknown;
}

const FIRST_DAY = '1800-01-01';
/** Registers write "no end" as a day far away: from here on a day means none. */
const NO_END = '2200-01-01';

/** Makes what finds the rows of a rule: those that meet its conditions and have a period. */
export function datedRows(
  rule: DatedRule,
  fields: FieldOf,
): (record: Record<string, unknown>, noting: Noting) => DatedRow[] {
  const { each } = rule;
  return (record, noting) => {
    const rows = each === undefined ? [record] : record[each];
    if (!Array.isArray(rows)) return [];
    return (rows as Record<string, unknown>[]).flatMap((row, index) => {
      const path = each === undefined ? '' : `/${each}/${index}`;
      const value = (name: string) => (fields.isOfRow(name) ? row[name] : record[name]);
      const pathOf = (name: string) => (fields.isOfRow(name) ? `${path}/${name}` : `/${name}`);
      if (!meets(rule, value)) return [];
      const period = periodOf(rule, { value, pathOf, noting });
      return period ? [{ path, ...period, value }] : [];
    });
  };
}

function meets({ when }: DatedRule, value: (name: string) => unknown): boolean {
  if (!when) return true;
  for (const name in when) {
    if (!when[name]?.some((one) => one === value(name))) return false;
  }
  return true;
}

interface RowAccess {
  value(name: string): unknown;
  pathOf(name: string): string;
  noting: Noting;
}

function periodOf(
  { from: first, until, through }: DatedRule,
  { value, pathOf, noting }: RowAccess,
): { from: Day; to: Day | null } | undefined {
  const from = readDay(value(first), pathOf(first), noting);
  if (from === undefined) return undefined;
  const last = until ?? through;
  const stated = last === undefined ? undefined : value(last);
  if (last === undefined || typeof stated !== 'string' || stated >= NO_END) {
    return { from, to: null };
  }
  const to = until === undefined ? addDays(stated, 1) : stated;
  if (from < to) return { from, to };
  noting(pathOf(last), 'period-empty');
  return undefined;
}

/** A day that must stand, between 1800 and 2200. */
export function readDay(value: unknown, path: string, noting: Noting): Day | undefined {
  if (typeof value !== 'string') noting(path, 'value-missing');
  else if (value < FIRST_DAY || value >= NO_END) noting(path, 'day-out-of-range');
  else return value;
  return undefined;
}
