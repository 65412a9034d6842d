import type { View } from '../permissions/view.ts';
import type { ChangeKind } from '../records/decide-change.ts';
import { KIND_LETTERS } from '../records/sql/copy-changes.ts';
import type { ChangeEntry } from './sql/select-changes.ts';

type PlainRecord = Record<string, unknown>;

/**
 * One change of a record. `upsert` is the record since then, `delete` the key of one that is gone. A
 * change whose content was erased has neither.
 */
export interface ShownChange {
  position: number;
  kind: ChangeKind;
  recordedAt: string;
  upsert?: PlainRecord;
  delete?: PlainRecord;
}

const KINDS = new Map(
  Object.entries(KIND_LETTERS).map(([kind, letter]) => [letter, kind as ChangeKind]),
);

/**
 * A change as a view tells it, from its whole record: a record that comes into its rows is new, one
 * that leaves them deleted, and of one that stays outside nothing is told (undefined).
 */
export function showChange(
  view: View,
  entry: ChangeEntry,
  record: PlainRecord,
): ShownChange | undefined {
  const kind = kindIn(view, entry);
  if (!kind) return undefined;
  const { position } = entry;
  const recordedAt = entry.recordedAt.toISOString();
  if (kind === 'erased' && isEmpty(record)) return { position, kind, recordedAt };
  if (!isGone(kind)) return { position, kind, recordedAt, upsert: view.cut(record) };
  const { key, recordVersion } = view.definition;
  const names = recordVersion ? [...key, recordVersion] : key;
  const named = names.flatMap((name) => (name in record ? [[name, record[name]]] : []));
  return { position, kind, recordedAt, delete: Object.fromEntries(named) };
}

/** The same as a line of JSON, from the JSON of the record. What is shown whole is not read. */
export function changeLine(view: View, entry: ChangeEntry, record: string): string | undefined {
  if (!view.isWhole) {
    const shown = showChange(view, entry, JSON.parse(record) as PlainRecord);
    return shown && JSON.stringify(shown);
  }
  const kind = KINDS.get(entry.kind);
  const at = entry.recordedAt.toISOString();
  if (kind === 'erased' && record === '{}') {
    return `{"position":${entry.position},"kind":"erased","recordedAt":"${at}"}`;
  }
  const what = kind && isGone(kind) ? 'delete' : 'upsert';
  return `{"position":${entry.position},"kind":"${kind}","recordedAt":"${at}","${what}":${record}}`;
}

function isGone(kind: ChangeKind): boolean {
  return kind === 'deleted' || kind === 'erased';
}

function isEmpty(record: PlainRecord): boolean {
  return Object.keys(record).length === 0;
}

/**
 * What a change is to somebody who sees some rows or fields alone. That it corrects is known by the day
 * since which it holds: who may not see the day is told of a change.
 */
function kindIn(view: View, entry: ChangeEntry): ChangeKind | undefined {
  const logged = KINDS.get(entry.kind);
  if (!logged) throw new RangeError('The log has a change of an unknown kind.');
  const isHidden = logged === 'corrected' && view.definition.validFrom === undefined;
  const kind = isHidden ? 'changed' : logged;
  if (view.rows.length === 0) return kind;
  const open = JSON.parse(entry.content) as PlainRecord;
  const was = kind !== 'new' && view.isInView({ ...open, ...entry.former });
  if (isGone(kind)) return was ? kind : undefined;
  if (!view.isInView(open)) return was ? 'deleted' : undefined;
  return was ? kind : 'new';
}
