import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { findFollowedVersion } from '../../exchange/index.ts';
import { forgetNamed } from '../../persons/index.ts';
import { dataSetOf, type Mapping, type MappingBasis } from '../mapping/mapping.ts';
import { readMappingOf } from '../mapping/read-mapping.ts';
import { insertMapping } from '../sql/insert-mapping.ts';
import { lockFollowed } from '../sql/lock-followed.ts';
import { restartFollowed } from '../sql/restart-followed.ts';
import { type Followed, selectFollowed } from '../sql/select-followed.ts';
import { upsertFollowed } from '../sql/upsert-followed.ts';
import { digestOf, isInForce, refusalOf } from './refusal-of-mapping.ts';

/**
 * Puts a mapping in force: its register is followed from now on, and every record of it is read again.
 * The same text again changes nothing. For the operator's commands and the program itself.
 *
 * Refuses with `mapping-text-invalid` (with every problem), with `mapping-version-held` when the text
 * is another one than that of its version, or a newer version is in force, and with `mapping-stated-twice`
 * when another register states the same relations, households or persons: each would undo the other's.
 */
export async function takeMapping(
  context: Context,
  source: { file: string; text: string },
): Promise<{ mapping: Mapping; outcome: 'taken' | 'unchanged' }> {
  if (context.actor.kind !== 'system') throw new Refusal('not-allowed');
  const classifiers = await readClassifiers(context);
  const mapping = await read(context, source, classifiers);
  return await context.db.transaction(async (db) => {
    const { register, version } = mapping;
    await db.query(LOCK);
    const followed = await selectFollowed(db, null);
    const held = followed.find((one) => one.register === register);
    if (held && isInForce(held, mapping)) return { mapping, outcome: 'unchanged' };
    const refusal = refusalOf(mapping, followed);
    if (refusal) throw refusal;
    const dataSet = dataSetOf(mapping);
    const takenAt = context.clock.now();
    const digest = digestOf(mapping);
    const { text } = source;
    const mappingId = await insertMapping(db, {
      register,
      version,
      dataSet,
      text,
      digest,
      takenAt,
    });
    if (held && isMoved(held, mapping)) {
      // Whoever just follows it first notes how far they are.
      await lockFollowed(db, register, 'wait');
      await restartFollowed(db, register);
    }
    await upsertFollowed(db, { register, mappingId });
    // Who follows it is waited for: what they have noted is of the reading before.
    await forgetNamed({ db }, register);
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'registers.take-mapping',
        content: { register, version, dataSet: mapping.dataSet, digest: digest.toString('hex') },
      }),
    ]);
    return { mapping, outcome: 'taken' };
  });
}

/** One at a time: what another register states must be known. */
const LOCK = `select pg_advisory_xact_lock(hashtextextended('registers.mappings', 0))`;

/** Another data set or version has a log, and keys, of its own. */
function isMoved(held: Followed, mapping: Mapping): boolean {
  const { code, version } = dataSetOf(mapping);
  return held.dataSet !== code || held.dataSetVersion !== version;
}

async function read(
  context: Context,
  source: { file: string; text: string },
  classifiers: MappingBasis['classifiers'],
): Promise<Mapping> {
  const reading = await readMappingOf(source, async (name) => {
    const version = await findFollowedVersion(context, name);
    return version && { definition: version.definition, classifiers };
  });
  if (!reading.ok) throw new Refusal('mapping-text-invalid', { problems: reading.problems });
  return reading.mapping;
}
