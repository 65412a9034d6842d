import pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Source } from '../definition.ts';
import { findHeld } from '../held/find-held.ts';
import { pagesOf } from '../held/stream-held.ts';
import { ODATA_ERRORS } from '../odata/errors.ts';
import { noteReading } from '../permissions/note-reading.ts';
import { openReading, type Reading } from '../permissions/open-reading.ts';
import type { Version } from '../version.ts';
import type { PlainRecord } from './map-record.ts';
import type { OpenSource } from './open-source.ts';
import { SourceFault } from './source-fault.ts';
import { limitTime } from './sql/limit-time.ts';

/** Cancelled, here by the limit of time. */
const QUERY_CANCELLED = '57014';

/**
 * A data set of this installation. It is read as the institution of the virtual data set, by the
 * permission that its text names: who reads needs one for the virtual data set alone.
 */
export function openLocalSource(context: Context, version: Version, source: Source): OpenSource {
  return {
    find: (keys) =>
      readLocally(context, { version, source }, (inside, reading) =>
        findHeld(inside, reading, keys),
      ),
    pages: async function* () {
      const asking = asInstitution(context, version);
      const reading = await orFault(open(asking, source));
      await orFault(noteReading(asking, reading, { how: 'bulk', records: 'all' }));
      yield* recordsOf(asking, reading);
    },
  };
}

/**
 * Reads a source of this installation as the institution of the virtual data set, within its limit of time
 * in the database too. What goes wrong is a `SourceFault`, unless the question itself is refused:
 * that tells nothing more of the source than its code.
 */
export async function readLocally<T>(
  context: Context,
  { version, source }: { version: Version; source: Source },
  work: (inside: Context, reading: Reading) => Promise<T>,
): Promise<T> {
  const asking = asInstitution(context, version);
  return await orFault(
    asking.db.transaction(async (db) => {
      await limitTime(db, source.timeLimitMs);
      const inside = { ...asking, db };
      return await work(inside, await open(inside, source));
    }),
  );
}

async function open(context: Context, source: Source): Promise<Reading> {
  const { dataSet: code, version, permission } = source;
  return await openReading(context, { code, version, permission });
}

async function* recordsOf(context: Context, reading: Reading): AsyncGenerator<PlainRecord[]> {
  const { view } = reading;
  for await (const page of pagesOf(context, reading)) {
    yield page.map((text) => view.cut(JSON.parse(text) as PlainRecord));
  }
}

/** With no more rights than the institution of the virtual data set has. */
function asInstitution(context: Context, { organisationId, dataSetId }: Version): Context {
  const { actor } = context;
  const systemId = actor.kind === 'information-system' ? actor.systemId : dataSetId;
  return { ...context, actor: { kind: 'information-system', systemId, organisationId } };
}

async function orFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) {
      if (error.code in ODATA_ERRORS) throw new Refusal(error.code);
      throw new SourceFault('source-refused', { cause: error });
    }
    if (error instanceof pg.DatabaseError && error.code === QUERY_CANCELLED) {
      throw new SourceFault('source-too-slow', { cause: error });
    }
    throw error;
  }
}
