import pg from 'pg';
import type { Database } from '../../../../platform/database/database.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Version } from '../../version.ts';

export interface Head {
  /** Of the last change. */
  position: number;
  /** How many records are held and not deleted. */
  records: number;
}

/**
 * Whoever waits longer for another sender is told to come again. And every record is found by an index:
 * a table that is just being filled has no statistics yet, and must not be read whole for each batch.
 */
const SETTINGS = `
select set_config('lock_timeout', '10s', true), set_config('enable_seqscan', 'off', true),
  set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`;
const LOCK = `
select position, records from exchange.heads where version_id = $1::integer for update`;

/** Asked once the head is held: what a publication that held it has changed is seen. */
const PRESENT = `select state, revision from exchange.versions where id = $1::integer`;

/** Lock not available. */
const NOT_IN_TIME = '55P03';

/**
 * The head of a version, which the caller's transaction holds until its end: it alone writes records
 * meanwhile, so positions become visible in their order. Refuses with `data-set-busy`, and with
 * `data-set-changed` when the trial that the version was read in is over, or its text another one.
 */
export async function lockHead(
  db: Database,
  version: Pick<Version, 'id' | 'state' | 'revision'>,
): Promise<Head> {
  await db.query(SETTINGS);
  const [row] = await inTime(db.query<Head & Record<string, unknown>>(LOCK, [version.id]));
  const [now] = await db.query<Pick<Version, 'state' | 'revision'>>(PRESENT, [version.id]);
  if (!row || !now) throw new Error('A version has no head.');
  const same = now.revision === version.revision && now.state === version.state;
  if (now.state === 'published' ? version.state !== 'published' : !same) {
    throw new Refusal('data-set-changed');
  }
  return { ...row };
}

async function inTime<T>(locked: Promise<T>): Promise<T> {
  try {
    return await locked;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === NOT_IN_TIME) {
      throw new Refusal('data-set-busy');
    }
    throw error;
  }
}
