import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { lockFollowed } from '../sql/lock-followed.ts';
import { selectFollowed } from '../sql/select-followed.ts';
import { NOT_ASKED, updateFollowed } from '../sql/update-followed.ts';
import { getKeptRegister } from './get-kept-register.ts';

/**
 * Confirms that what a register said ends of so many of whom it says it no more. Followers do it then: of
 * whoever it has named again meanwhile nothing ends. Refuses like `getKeptRegister` (officials are reviewers),
 * with `absent-not-asked` when the register does not wait for that, and with `absent-changed` when they are
 * others than was confirmed: `absent` says how many they are now.
 */
export async function confirmAbsent(
  context: Context,
  { register, absent: confirmed }: { register: string; absent: number },
): Promise<void> {
  const { organisationId } = await getKeptRegister(context, register, ['reviewer']);
  await context.db.transaction(async (db) => {
    await lockFollowed(db, register, 'wait');
    const [followed] = await selectFollowed(db, register);
    if (!followed || followed.absentCount === null) {
      throw new Refusal('absent-not-asked', { register });
    }
    const { absentCount: absent, absentHeld: held, mappingVersion: mapping } = followed;
    if (absent !== confirmed) throw new Refusal('absent-changed', { register, absent });
    await updateFollowed(db, { ...followed, ...NOT_ASKED, absent: 'end', absentAfter: null });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'registers.confirm-absent',
        organisationId,
        content: { register, mapping, absent, held },
      }),
    ]);
  });
}
