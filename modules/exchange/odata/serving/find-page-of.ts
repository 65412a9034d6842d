import type { Context } from '../../../../platform/context.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Source } from '../../definition.ts';
import { noteReading } from '../../permissions/note-reading.ts';
import type { Reading } from '../../permissions/open-reading.ts';
import { RecordReader } from '../../records/record-reader.ts';
import { readLocally } from '../../virtual/local-source.ts';
import { mapRecord } from '../../virtual/map-record.ts';
import { MappedSource } from '../../virtual/mapped-source.ts';
import { type MissingSource, SourceFault } from '../../virtual/source-fault.ts';
import { within } from '../../virtual/within.ts';
import type { PlainRecord } from '../expression/evaluate.ts';
import type { Query } from '../query/query.ts';
import { isKeyDescending, type LastRecord } from '../query/record-order.ts';
import {
  asksPersonal,
  type FoundPage,
  findPage,
  type HeldRecord,
  IN_MEMORY_MAX,
  type PageAsked,
  pageInMemory,
} from './find-page.ts';
import { pinnedKeys } from './pinned-keys.ts';
import { queryInSource, rowsInSource } from './query-in-source.ts';
import { compareBy } from './shape-record.ts';

interface Found extends FoundPage {
  missing: MissingSource[];
}

/**
 * A page of a data set: of what it keeps, or, when it is virtual, of what its sources have, in one order.
 * Each source is asked for as much as the page could take from it, within its limit of time. Refuses
 * like `findPage`, and with `sources-missing` when no source answers.
 */
export async function findPageOf(
  context: Context,
  reading: Reading,
  asked: PageAsked,
): Promise<Found> {
  const { sources } = reading.version.definition;
  if (!sources) return { ...(await findPage(context, reading, asked)), missing: [] };
  const { orders, skip: skipped } = asked.query;
  const skip = asked.last ? 0 : skipped;
  const limit = skip + asked.limit;
  if (limit > IN_MEMORY_MAX) {
    throw new Refusal('odata-too-many-found', { recordsMax: IN_MEMORY_MAX });
  }
  const own = { id: reading.version.id, definition: reading.view.definition };
  const keys = pinnedKeys(context, own, asked.query.where)?.asked;
  if (!keys && asksPersonal(asked.query)) throw new Refusal('odata-personal-unfindable');
  const { parts, missing } = await askAll(context, reading, { ...asked, keys, limit });
  const looked = parts.flatMap(({ concerned = [] }) => concerned);
  const records = merge(parts, orders).slice(skip, limit);
  return {
    records,
    ...(looked.length > 0 ? { concerned: [...looked, ...records.map(recordOf)] } : {}),
    ...(keys ? { asked: keys } : {}),
    count: parts.reduce((sum, { count = 0 }) => sum + count, 0),
    missing: missing.sort((one, other) => (one.source < other.source ? -1 : 1)),
  };
}

/** What each source has that answers in its time. */
async function askAll(
  context: Context,
  reading: Reading,
  asked: PageAsked & Pick<Asking, 'keys'>,
): Promise<{ parts: FoundPage[]; missing: MissingSource[] }> {
  const { sources = [] } = reading.version.definition;
  const missing: MissingSource[] = [];
  const parts = await Promise.all(
    sources.map(async (source, place): Promise<FoundPage[]> => {
      const last = asked.last && lastIn(asked.last, { place, orders: asked.query.orders });
      const of = { source, place, keys: asked.keys, asked: { ...asked, last } };
      const ask = source.remote === undefined ? askHere : askElsewhere;
      try {
        return [await within(source.timeLimitMs, ask(context, reading, of))];
      } catch (error) {
        if (!(error instanceof SourceFault)) throw error;
        missing.push({ source: source.name, code: error.code });
        return [];
      }
    }),
  );
  if (missing.length === sources.length) throw new Refusal('sources-missing', { missing });
  return { parts: parts.flat(), missing };
}

/** All in one order: what it does not tell apart by the place of the source, then by the key. */
function merge(parts: readonly FoundPage[], orders: Query['orders']): HeldRecord[] {
  const sign = isKeyDescending(orders) ? -1 : 1;
  return parts
    .flatMap(({ records }) => records)
    .sort(
      (one, other) =>
        compareBy(orders, one.record, other.record) ||
        (one.place ?? 0) - (other.place ?? 0) ||
        sign * one.keyHash.compare(other.keyHash),
    );
}

const recordOf = ({ record }: HeldRecord): PlainRecord => record;

interface Asking {
  source: Source;
  place: number;
  /** The only keys that the condition leaves. */
  keys: readonly PlainRecord[] | undefined;
  asked: PageAsked;
}

/** The database is asked, by the conditions and indexes of the source. */
async function askHere(
  context: Context,
  { version, view }: Reading,
  { source, place, asked }: Asking,
): Promise<FoundPage> {
  return await readLocally(context, { version, source }, async (inside, there) => {
    const rows = rowsInSource(view.rows, source, there.view.definition);
    if (!rows) return { records: [], count: 0 };
    const narrowed = { ...there, view: { ...there.view, rows: [...there.view.rows, ...rows] } };
    const { where, orders } = queryInSource(asked.query, source, there.view.definition);
    const query = { ...asked.query, where, orders, skip: 0 };
    const found = await findPage(inside, narrowed, { ...asked, query, isLimited: true });
    const { records, concerned, asked: keys = [] } = found;
    const looked = concerned ?? records.map(recordOf);
    await noteReading(inside, there, { how: 'odata', records: looked, asked: keys });
    const map = (record: PlainRecord) =>
      mapRecord(version.definition, source, there.view.cut(record));
    return {
      records: records.map((one) => ({ ...one, record: map(one.record), place })),
      ...(concerned ? { concerned: concerned.map(map) } : {}),
      count: found.count,
    };
  });
}

/** Of another installation what the keys find is looked at in memory, or all of it when it is little. */
async function askElsewhere(
  context: Context,
  { version, view }: Reading,
  { source, place, keys, asked }: Asking,
): Promise<FoundPage> {
  const mapped = new MappedSource(context, version, source);
  const reader = new RecordReader(version, context);
  const held = new Map<string, HeldRecord>();
  for (const record of keys ? await recordsOf(mapped, keys) : await allOf(mapped)) {
    if (!view.isInView(record)) continue;
    const key = Object.fromEntries(version.definition.key.map((name) => [name, record[name]]));
    const read = reader.readKey(key);
    if (!('keyHash' in read)) throw new SourceFault('source-answer-wrong');
    held.set(read.keyHash.toString('latin1'), { keyHash: read.keyHash, record, place });
  }
  const all = [...held.values()];
  const query: Query = { ...asked.query, skip: 0 };
  const found = pageInMemory(all, { ...asked, query });
  return keys ? { ...found, concerned: all.map(recordOf) } : found;
}

async function recordsOf(
  mapped: MappedSource,
  keys: readonly PlainRecord[],
): Promise<PlainRecord[]> {
  return (await mapped.find(keys)).flat().map(({ record }) => record);
}

async function allOf(mapped: MappedSource): Promise<PlainRecord[]> {
  const records: PlainRecord[] = [];
  for await (const page of mapped.pages()) {
    records.push(...page);
    if (records.length > IN_MEMORY_MAX) throw new SourceFault('source-too-large');
  }
  return records;
}

const BEFORE_ALL = Buffer.alloc(0);
const AFTER_ALL = Buffer.alloc(64, 0xff);

/**
 * Where a source goes on. Of records that the order does not tell apart, those of sources before the last
 * one's were shown, and those of sources after it were not.
 */
function lastIn(
  last: LastRecord,
  { place, orders }: { place: number; orders: Query['orders'] },
): LastRecord {
  const { place: reached = 0 } = last;
  if (place === reached) return last;
  const isShown = place < reached;
  return { ...last, keyHash: isShown === isKeyDescending(orders) ? BEFORE_ALL : AFTER_ALL };
}
