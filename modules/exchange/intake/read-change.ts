import { isTooDeep } from '../../../platform/text/nesting.ts';
import type { Line } from '../../../platform/text/split-lines.ts';
import { isObject } from '../records/field-readers.ts';
import type { RecordProblemCode } from '../records/record-problem.ts';
import type { Reading, RecordReader } from '../records/record-reader.ts';

/** What lines hold: changes, `{"upsert": …}` or `{"delete": …}`; or a snapshot: records, all of them. */
export type UploadMode = 'changes' | 'snapshot';

const FAULT_CODES: Readonly<Record<NonNullable<Line['fault']>, RecordProblemCode>> = {
  'line too long': 'line-too-long',
  'not UTF-8': 'not-utf-8',
  'not in its encoding': 'not-in-encoding',
  'more cells than columns': 'too-many-cells',
  'quotes wrong': 'quotes-wrong',
};

/** Reads one change: `{"upsert": <record>}` or `{"delete": <its key>}`. */
export function readChange(reader: RecordReader, change: unknown): Reading {
  if (!isObject(change) || Object.keys(change).length !== 1) return refused('not-a-change');
  if ('upsert' in change) return reader.read(change.upsert);
  return 'delete' in change ? reader.readDeletion(change.delete) : refused('not-a-change');
}

/** Reads one line of an upload. */
export function readLine(reader: RecordReader, line: Line, mode: UploadMode): Reading {
  if (line.fault) return refused(FAULT_CODES[line.fault]);
  if (line.unreadable) {
    const code = 'cell-unreadable' as const;
    return { problems: line.unreadable.map((name) => ({ path: `/${name}`, code })) };
  }
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return refused('not-json');
  }
  return mode === 'snapshot' ? reader.read(value) : readChange(reader, value);
}

/** What a line of an upload says, as a change; nothing when it is no JSON, or cannot be written again. */
export function changeIn(text: string | null, mode: UploadMode): { change?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (isTooDeep(value)) return {};
    return { change: mode === 'snapshot' ? { upsert: value } : value };
  } catch {
    return {};
  }
}

function refused(code: RecordProblemCode): Reading {
  return { problems: [{ path: '', code }] };
}
