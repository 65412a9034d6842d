import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { countAbsent } from '../../persons/index.ts';
import { lockFollowed } from '../sql/lock-followed.ts';
import { selectFollowed } from '../sql/select-followed.ts';
import { updateFollowed } from '../sql/update-followed.ts';
import { statedBy } from './absent.ts';
import { findVersionOf, openRegister } from './followed-register.ts';

/**
 * Confirms that what a register said of so many, whom no record of it names any more, ends. Followers do
 * it then. For the operator's own hand. Refuses `not-allowed`, `register-unknown`, `absent-not-asked` when
 * the register does not wait for that, and `absent-are-more`: `absent` says how many they are now.
 */
export async function confirmAbsent(
  context: Context,
  { register, absent: allowed }: { register: string; absent: number },
): Promise<void> {
  if (context.actor.kind !== 'system') throw new Refusal('not-allowed');
  const classifiers = await readClassifiers(context);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    await lockFollowed(db, register, 'wait');
    const [followed] = await selectFollowed(db, register);
    const version = followed && (await findVersionOf(inside, followed));
    if (!followed || !version) throw new Refusal('register-unknown', { register });
    if (followed.absent !== 'ask') throw new Refusal('absent-not-asked', { register });
    const { mapping } = openRegister(followed, version, classifiers);
    const { absent } = await countAbsent(inside, statedBy(mapping));
    if (absent > allowed) throw new Refusal('absent-are-more', { register, absent });
    await updateFollowed(db, { ...followed, absent: 'end', absentCount: null, absentAfter: null });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'registers.confirm-absent',
        organisationId: version.organisationId,
        content: { register, mapping: followed.mappingVersion, absent },
      }),
    ]);
  });
}
