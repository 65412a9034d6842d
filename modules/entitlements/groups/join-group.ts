import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { recomputePersons } from '../recompute-entitlements.ts';
import type { MembershipStatement } from './recipient-groups.ts';
import { insertMembers } from './sql/insert-members.ts';
import { type Group, listGroups } from './sql/list-groups.ts';

/**
 * A person who consented becomes a member of a group; what the person is entitled to follows at
 * once. Joining again while a member changes nothing. Refuses with `group-unknown` and
 * `group-kept-by-list`.
 */
export async function joinGroup(context: Context, statement: MembershipStatement): Promise<void> {
  const { personId, group, from, consentAt } = statement;
  await context.db.transaction(async (db) => {
    const { id: groupId } = await getGroupOfConsent(db, group);
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

/** A group whose members join and leave by themselves. */
export async function getGroupOfConsent(db: Database, code: string): Promise<Group> {
  const group = (await listGroups(db, code)).get(code);
  if (!group) throw new Refusal('group-unknown', { group: code });
  if (group.keptBy === 'list') throw new Refusal('group-kept-by-list', { group: code });
  return group;
}
