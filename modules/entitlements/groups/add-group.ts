import { askingWithRole } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { addRecipientGroups } from './add-recipient-groups.ts';
import type { GroupKeeper } from './recipient-groups.ts';
import { countMembers } from './sql/count-members.ts';
import { type Group, listGroups } from './sql/list-groups.ts';
import { lockGroupCode } from './sql/lock-group-code.ts';

export interface NewGroup {
  code: string;
  name: { lv: string; en: string };
  keptBy: GroupKeeper;
  /** Code of the grantor: needed of officials of the operator only. */
  grantor?: string | undefined;
}

/**
 * Adds a recipient group of the official's grantor. It gives nothing until an instruction asks about it.
 * Refuses `official-role-missing`, `group-known`, `organisation-unknown` and
 * `relief-of-another-grantor`.
 */
export async function addGroup(context: Context, group: NewGroup): Promise<void> {
  const { organisation } = askingWithRole(context, ['editor']);
  const grantor = group.grantor ?? organisation?.code;
  if (grantor === undefined) throw new Refusal('organisation-unknown');
  if (organisation !== null && grantor !== organisation.code) {
    throw new Refusal('relief-of-another-grantor', { grantor: organisation.code });
  }
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const { code, name, keptBy } = group;
    await lockGroupCode(db, code);
    if ((await listGroups(db, code)).has(code)) throw new Refusal('group-known', { group: code });
    await addRecipientGroups(inside, [{ code, name, keptBy, grantor }]);
    const content = { group: code, keptBy };
    await writeAudit(db, [makeAuditRecord(context, { act: 'entitlements.add-group', content })]);
  });
}

/** The groups of the official's organisation, or all for one of the operator, by code, with their size. */
export async function listOwnersGroups(context: Context): Promise<(Group & { members: number })[]> {
  const { organisation } = askingWithRole(context, ['editor', 'reviewer']);
  const groups = [...(await listGroups(context.db)).values()].filter(
    ({ grantorId }) => organisation === null || grantorId === organisation.id,
  );
  const ids = groups.map(({ id }) => id);
  const members = await countMembers(context.db, ids, rigaDay(context.clock.now()));
  return groups.map((group) => ({ ...group, members: members.get(group.id) ?? 0 }));
}
