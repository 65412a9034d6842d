import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { recomputePersons } from '../recompute-entitlements.ts';
import type { MembershipStatement } from './recipient-groups.ts';
import { insertMembers } from './sql/insert-members.ts';
import { listGroups } from './sql/list-groups.ts';

/**
 * A person who consented becomes a member of a group; what the person is entitled to follows at
 * once. Joining again while a member changes nothing. Refuses with `group-unknown`.
 */
export async function joinGroup(context: Context, statement: MembershipStatement): Promise<void> {
  const { personId, group, from, consentAt } = statement;
  await context.db.transaction(async (db) => {
    const groupId = (await listGroups(db, group)).get(group)?.id;
    if (!groupId) throw new Refusal('group-unknown', { group });
    const added = await insertMembers(db, [{ personId, groupId, from, to: null, consentAt }]);
    if (added === 0) return;
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'entitlements.join-group',
        subjectPersonId: personId,
        content: { group, from, consentAt: consentAt.toISOString() },
      }),
    ]);
    await recomputePersons({ ...context, db }, [personId]);
  });
}
