import type { ValueField } from '../definition.ts';
import { makeFieldReaders, readFields } from './field-readers.ts';
import type { RecordProblem } from './record-problem.ts';

/**
 * Whether a field can have a value that is written so, as conditions on rows compare values: `7` for an
 * integer, `true`, `2026-03-11`. What it can never have chooses no row, silently and for ever.
 */
export function canHold(field: ValueField, text: string): boolean {
  const problems: RecordProblem[] = [];
  const given = { [field.name]: typed(field, text) };
  const [kept = ''] = readFields(given, makeFieldReaders([field]), '', problems);
  return problems.length === 0 && String(JSON.parse(kept)) === text;
}

function typed({ type }: ValueField, text: string): unknown {
  if (type === 'integer') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}
