import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FoundRecord } from '../held/find-held.ts';
import { noteReading } from '../permissions/note-reading.ts';
import type { Reading } from '../permissions/open-reading.ts';
import { readKeys } from '../records/read-keys.ts';
import { RecordReader } from '../records/record-reader.ts';
import type { PlainRecord } from './map-record.ts';
import { MappedSource } from './mapped-source.ts';
import { type MissingSource, SourceFault } from './source-fault.ts';
import { within } from './within.ts';

/** A record, and from which source of a virtual data set: the position is that in it. */
export interface FoundInSource extends FoundRecord {
  source?: string;
}

/**
 * The records of keys of a virtual data set from all its sources at once, each within its limit of time.
 * The permission for the virtual data set cuts what they give. Refuses with `record-keys-wrong`, and
 * with `sources-missing` when none of them answers.
 */
export async function findInSources(
  context: Context,
  reading: Reading,
  keys: readonly unknown[],
): Promise<{ found: FoundInSource[][]; missing: MissingSource[] }> {
  const { version, view } = reading;
  const { sources = [] } = version.definition;
  readKeys(new RecordReader({ id: version.id, definition: view.definition }, context), keys);
  const missing: MissingSource[] = [];
  const parts = await Promise.all(
    sources.map(async (source) => {
      const mapped = new MappedSource(context, version, source);
      try {
        return await within(source.timeLimitMs, mapped.find(keys as readonly PlainRecord[]));
      } catch (error) {
        if (!(error instanceof SourceFault)) throw error;
        missing.push({ source: source.name, code: error.code });
        return [];
      }
    }),
  );
  if (missing.length === sources.length) throw new Refusal('sources-missing', { missing });
  const found = keys.map((_, place) =>
    parts.flatMap((part, at) => {
      const source = sources[at]?.name ?? '';
      const inView = (part[place] ?? []).filter(({ record }) => view.isInView(record));
      return inView.map((one) => ({ ...one, source }));
    }),
  );
  const records = found.flat().map(({ record }) => record);
  await noteReading(context, reading, { how: 'keys', records, asked: keys });
  return {
    found: found.map((some) => some.map((one) => ({ ...one, record: view.cut(one.record) }))),
    missing: missing.sort((one, other) => (one.source < other.source ? -1 : 1)),
  };
}
