import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { type Batcher, makeBatcher } from '../../../platform/batching/batcher.ts';
import type { Actor, Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Reading } from './open-reading.ts';
import { namesPersons, personsOfRecords } from './persons-of-records.ts';
import { periodAt, renewalAfter } from './quota-period.ts';
import { type Note, noteUses, type Use, type UseOutcome } from './sql/note-uses.ts';

const MINUTE_MS = 60_000;

const batchers = new WeakMap<Database, Batcher<Note, UseOutcome>>();

/** One request for records that is about to be answered. */
export interface ReadingDone {
  /** The way: `keys`, `changes`, `change-stream`, `bulk`, `trial` … */
  how: string;
  /**
   * The records that leave, whole as they are held, so that those whom they are about can be told;
   * `all` when they are streamed: then everybody in the data set is.
   */
  records: readonly Record<string, unknown>[] | 'all';
  /**
   * Keys that were asked for, as they were: that nothing is found tells something too about whoever is
   * named by one.
   */
  asked?: readonly unknown[];
  /** The position after which changes are read. */
  after?: number;
}

/**
 * Notes a reading, once for each request and before its answer leaves: a use of the permission, a line of
 * the use log, a record of the audit; all of them or none. The audit tells of which data set, how, and
 * how many, never whose. Refuses with `permission-used-up`,
 * `permission-used-up-for-now` (its quota begins anew), `permission-too-often` and `reading-busy`.
 */
export async function noteReading(
  context: Context,
  reading: Reading,
  done: ReadingDone,
): Promise<void> {
  const { version, permission } = reading;
  const { how, records, asked = [], after } = done;
  const audit = makeAuditRecord(context, {
    act: 'exchange.read-records',
    organisationId: version.organisationId,
    content: {
      dataSet: version.code,
      version: version.version,
      how,
      ...(permission ? { permission: permission.number } : {}),
      ...(after === undefined ? {} : { after }),
      ...(records === 'all' ? {} : { records: records.length }),
    },
  });
  if (!permission && !namesPersons(version.definition)) {
    await writeAudit(context.db, [audit]);
    return;
  }
  const of = [...(records === 'all' ? [] : records), ...(asked as Record<string, unknown>[])];
  const personHashes = personsOfRecords(version.definition, of, context.keys);
  const use = useOf(context, reading, done);
  const outcome = await batcherOf(context.db).submit({ use, personHashes, audit });
  if (outcome !== 'taken' && permission) throw refusalOf(outcome, permission, use.usedAt);
}

function refusalOf(
  outcome: 'quota' | 'rate',
  permission: NonNullable<Reading['permission']>,
  usedAt: Date,
): Refusal {
  if (outcome === 'rate') {
    const retryAfterMs = MINUTE_MS - (usedAt.getTime() % MINUTE_MS);
    return new Refusal('permission-too-often', {}, { retryAfterMs });
  }
  const renewsAt = renewalAfter(permission, usedAt);
  if (!renewsAt) return new Refusal('permission-used-up');
  const details = { renewsAt: renewsAt.toISOString() };
  const retryAfterMs = renewsAt.getTime() - usedAt.getTime();
  return new Refusal('permission-used-up-for-now', details, { retryAfterMs });
}

/**
 * One for each database: what a busy server reads at the same time is noted together, which halves what it
 * costs. One for each transaction too, where a reading is a part of something larger.
 */
function batcherOf(db: Database): Batcher<Note, UseOutcome> {
  let batcher = batchers.get(db);
  if (!batcher) {
    batcher = makeBatcher({
      keysOf: () => [],
      run: (notes) => noteUses(db, notes),
      refuse: () => new Refusal('reading-busy'),
    });
    batchers.set(db, batcher);
  }
  return batcher;
}

/** Of whom people are told that they read: an institution, or else the operator. */
function organisationOf(actor: Actor): string | null {
  if (actor.kind === 'official') return actor.organisation?.id ?? null;
  return actor.kind === 'information-system' ? actor.organisationId : null;
}

function useOf(
  { ids, clock, actor }: Context,
  { version, permission }: Reading,
  { how, records }: ReadingDone,
): Use {
  const usedAt = clock.now();
  const isSystem = actor.kind === 'information-system';
  return {
    ...{ id: ids.next(), usedAt, how },
    ...{ versionId: version.id, revision: version.revision },
    permissionId: permission?.id ?? null,
    organisationId: organisationOf(actor),
    actorKind: actor.kind,
    actorId: isSystem ? actor.systemId : null,
    records: records === 'all' ? null : records.length,
    allPersons: records === 'all' && namesPersons(version.definition),
    priceCents: permission?.priceCents ?? 0,
    period: permission ? periodAt(permission.quotaPeriod, usedAt) : null,
  };
}
