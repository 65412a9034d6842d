import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { type Definition, fieldsByName, isList, isPersonal } from '../definition.ts';
import { noteReading } from '../permissions/note-reading.ts';
import type { Reading } from '../permissions/open-reading.ts';
import { openRecord } from '../records/open-record.ts';
import { readKeys } from '../records/read-keys.ts';
import { RecordReader } from '../records/record-reader.ts';
import { selectRecordsByHash } from './sql/select-records-by-hash.ts';

const FOUND_MAX = 10_000;

type PlainRecord = Record<string, unknown>;

export interface FoundRecord {
  record: Record<string, unknown>;
  /** Of its last change: the version of the record here. */
  position: number;
}

/** The key that stands in an address. Refuses with `personal-field-in-address`. */
export function addressKey(
  { view: { definition } }: Reading,
  query: Readonly<Record<string, string>>,
): Record<string, unknown> {
  refusePersonal(definition, query);
  return valuesOf(definition, query);
}

/**
 * The records of many keys of a data set that keeps them, in the order of the keys. Refuses with
 * `record-keys-wrong` (the problems of each key by its place), and with `lookup-too-wide` when more than
 * 10,000 records are found.
 */
export async function findHeld(
  context: Context,
  reading: Reading,
  keys: readonly unknown[],
): Promise<FoundRecord[][]> {
  const { version, view } = reading;
  const reader = new RecordReader({ id: version.id, definition: view.definition }, context);
  const asked = readKeys(reader, keys);
  const rows = await selectRecordsByHash(context.db, {
    versionId: version.id,
    keyHashes: asked.flatMap((one) => ('keyHash' in one ? [one.keyHash] : [])),
    lookupHashes: asked.flatMap((one) => ('lookupHash' in one ? [one.lookupHash] : [])),
    rows: view.rows,
    limit: FOUND_MAX + 1,
  });
  if (rows.length > FOUND_MAX) throw new Refusal('lookup-too-wide', { recordsMax: FOUND_MAX });
  const records = rows.map((row) => JSON.parse(openRecord(context.keys, row)) as PlainRecord);
  await noteReading(context, reading, { how: 'keys', records, asked: keys });
  const found = new Map<string, FoundRecord[]>();
  for (const [place, row] of rows.entries()) {
    const shown = { record: view.cut(records[place] ?? {}), position: row.position };
    found.set(row.keyHash.toString('latin1'), [shown]);
    if (!row.lookupHash) continue;
    const lookup = row.lookupHash.toString('latin1');
    found.set(lookup, [...(found.get(lookup) ?? []), shown]);
  }
  return asked.map((one) => {
    const hash = 'keyHash' in one ? one.keyHash : one.lookupHash;
    return found.get(hash.toString('latin1')) ?? [];
  });
}

/** Addresses are written into logs on their way: of the query and of proxies, by others than us. */
function refusePersonal(definition: Definition, query: Readonly<Record<string, string>>): void {
  const fields = fieldsByName(definition);
  const personal = [...definition.key, ...Object.keys(query)].some((name) => {
    const field = fields.get(name);
    return field !== undefined && isPersonal(field);
  });
  if (personal) throw new Refusal('personal-field-in-address');
}

/** An address has texts alone; the fields have types. */
function valuesOf(
  definition: Definition,
  query: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const fields = fieldsByName(definition);
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => {
      const field = fields.get(name);
      const type = field && !isList(field) ? field.type : 'text';
      if (type === 'integer') return [name, /^-?\d{1,16}$/.test(text) ? Number(text) : text];
      return [name, type === 'boolean' && /^(true|false)$/.test(text) ? text === 'true' : text];
    }),
  );
}
