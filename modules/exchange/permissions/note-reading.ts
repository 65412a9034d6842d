import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Reading } from './open-reading.ts';
import { namesPersons, personsOfRecords } from './persons-of-records.ts';
import { noteUse, type Use } from './sql/note-use.ts';

/** One request for records that is about to be answered. */
export interface ReadingDone {
  /** The way: `keys`, `changes`, `change-stream`, `bulk` … */
  how: string;
  /**
   * The records that leave, whole as they are held, so that those whom they are about can be told;
   * `all` when they are streamed: then everybody in the data set is.
   */
  records: readonly Record<string, unknown>[] | 'all';
  /** The position after which changes are read. */
  after?: number;
}

/**
 * Notes a reading, once for each request and before its answer leaves: a use of the permission, a line of
 * the use log, a record of the audit; all of them or none. The audit tells of which data set, how, and
 * how many, never whose. Refuses with `permission-used-up` and `permission-too-often`.
 */
export async function noteReading(
  context: Context,
  reading: Reading,
  done: ReadingDone,
): Promise<void> {
  const { version, permission } = reading;
  const { how, records, after } = done;
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
  const of = records === 'all' ? [] : records;
  const personHashes = personsOfRecords(version.definition, of, context.keys);
  const use = useOf(context, reading, done);
  const outcome = await noteUse(context.db, { use, personHashes, audit });
  if (outcome === 'quota') throw new Refusal('permission-used-up');
  if (outcome === 'rate') throw new Refusal('permission-too-often');
}

function useOf(
  { ids, clock, actor }: Context,
  { version, permission }: Reading,
  { how, records }: ReadingDone,
): Use {
  const isSystem = actor.kind === 'information-system';
  return {
    ...{ id: ids.next(), usedAt: clock.now(), how },
    ...{ versionId: version.id, revision: version.revision },
    permissionId: permission?.id ?? null,
    organisationId: isSystem ? actor.organisationId : null,
    actorKind: actor.kind,
    actorId: isSystem ? actor.systemId : null,
    records: records === 'all' ? null : records.length,
    allPersons: records === 'all' && namesPersons(version.definition),
    priceCents: permission?.priceCents ?? 0,
  };
}
