import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { addressKey, findHeld } from '../held/find-held.ts';
import { openReading, type Reading, type ReadingName } from '../permissions/open-reading.ts';
import { type FoundInSource, findInSources } from '../virtual/find-in-sources.ts';
import type { MissingSource } from '../virtual/source-fault.ts';

/** What is read; and whether a virtual data set of another installation asks: it gets no virtual one. */
export interface AskingName extends ReadingName {
  isForSource?: boolean;
}

interface Found {
  found: FoundInSource[][];
  /** Sources of a virtual data set that the answer goes without: what is not found may be there. */
  missing: MissingSource[];
}

/**
 * The records of many keys, in the order of these: each key finds one record or none; a lookup (the
 * first fields of the key) finds all that begin with it. Of a virtual data set, each key finds what its
 * sources have.
 *
 * Refuses like `openReading`, with `record-keys-wrong`, `lookup-too-wide`, and `sources-missing` when no
 * source answers.
 */
export async function findRecords(
  context: Context,
  name: AskingName,
  keys: readonly unknown[],
): Promise<Found> {
  return await find(context, await open(context, name), keys);
}

/**
 * The record of one key whose fields stand in the address; of a virtual data set that of the first source
 * that has it. Refuses like `findRecords`, with `personal-field-in-address` before anything else is
 * looked at, and with `record-unknown`; where none has it and a source is missing, nobody knows:
 * with `sources-missing`.
 */
export async function getRecordByAddress(
  context: Context,
  name: AskingName,
  query: Readonly<Record<string, string>>,
): Promise<FoundInSource> {
  const reading = await open(context, name);
  return await getRecord(context, reading, addressKey(reading, query));
}

/** The record of one key of what was opened. Refuses like `getRecordByAddress`. */
export async function getRecord(
  context: Context,
  reading: Reading,
  key: unknown,
): Promise<FoundInSource> {
  const { found, missing } = await find(context, reading, [key]);
  const [[first] = []] = found;
  if (first) return first;
  if (missing.length > 0) throw new Refusal('sources-missing', { missing });
  throw new Refusal('record-unknown');
}

async function open(context: Context, name: AskingName): Promise<Reading> {
  return await openReading(context, name, { virtual: !name.isForSource });
}

async function find(context: Context, reading: Reading, keys: readonly unknown[]): Promise<Found> {
  return reading.version.definition.sources
    ? await findInSources(context, reading, keys)
    : { found: await findHeld(context, reading, keys), missing: [] };
}
