import type { Definition, Source } from '../definition.ts';

export type PlainRecord = Record<string, unknown>;

/** A record of a source as the virtual data set has it, in the order of its fields. */
export function mapRecord(
  { fields }: Pick<Definition, 'fields'>,
  source: Pick<Source, 'fields'>,
  record: PlainRecord,
): PlainRecord {
  const mapped: PlainRecord = {};
  for (const { name } of fields) {
    const from = source.fields[name];
    if (from === undefined) continue;
    const value = typeof from === 'string' ? record[from] : from.value;
    if (value !== undefined && value !== null) mapped[name] = value;
  }
  return mapped;
}

/** The key in a source of a key here; undefined: a fixed value is another one, so it has none. */
export function keyInSource(
  { key }: Pick<Definition, 'key'>,
  source: Pick<Source, 'fields'>,
  given: PlainRecord,
): PlainRecord | undefined {
  const there: PlainRecord = {};
  for (const name of key) {
    const from = source.fields[name];
    if (typeof from === 'string') there[from] = given[name];
    else if (from?.value !== given[name]) return undefined;
  }
  return there;
}
