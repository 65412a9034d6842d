import { askingWithRole } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FileForm } from '../../../platform/files/file-form.ts';
import { type Group, listGroups } from '../groups/sql/list-groups.ts';
import type { ListMode, MemberList } from './member-list.ts';
import { readMemberRows } from './read-member-rows.ts';
import { countListEffect } from './sql/count-list-effect.ts';
import { insertList } from './sql/insert-list.ts';
import { insertListRows } from './sql/insert-list-rows.ts';
import { lockGroup } from './sql/lock-group.ts';
import { selectLists } from './sql/select-lists.ts';
import { setListEffect } from './sql/set-list-effect.ts';

const PROBLEMS_MAX = 100;

/**
 * Keeps a list of members, CSV or XLSX, for another official to confirm: until then nobody is a member
 * by it. Rows that are wrong are told by their numbers. In additions the others count; a snapshot with
 * rows that could not be read is refused as a whole, because it would end those whom they meant. Whom
 * nobody knows here cannot be a member: such rows are told, and left out.
 *
 * Refuses `official-role-missing`, `group-unknown`, `group-kept-by-consent`, `list-open`,
 * `list-rows-wrong`, and as `readMemberRows`.
 */
export async function proposeList(
  context: Context,
  { group: code, mode, form }: { group: string; mode: ListMode; form: FileForm },
  chunks: AsyncIterable<Buffer>,
): Promise<MemberList> {
  const { officialId, organisation } = askingWithRole(context, ['editor']);
  const group = await getOwnGroup(context, code, organisation);
  const today = rigaDay(context.clock.now());
  const { rows, problems } = await readMemberRows(context, chunks, { form, today });
  const first = problems.toSorted((a, b) => a.row - b.row).slice(0, PROBLEMS_MAX);
  if (mode === 'snapshot' && problems.some((one) => one.code !== 'person-unknown')) {
    throw new Refusal('list-rows-wrong', { refused: problems.length, problems: first });
  }
  const id = context.ids.next();
  return await context.db.transaction(async (db) => {
    await lockGroup(db, group.id);
    const [open] = await selectLists(db, { groupId: group.id, status: 'proposed', limit: 1 });
    if (open) throw new Refusal('list-open', { group: code });
    const proposed = { by: officialId, at: context.clock.now() };
    const stated = { mode, members: rows.length, refused: problems.length, problems: first };
    await insertList(db, { id, groupId: group.id, ...stated, proposed });
    await insertListRows(db, id, rows);
    const effect = await countListEffect(db, id, { groupId: group.id, mode, today });
    await setListEffect(db, id, effect);
    const list: MemberList = {
      ...{ id, group: code, ...stated, proposed, status: 'proposed', decided: null },
      ...{ added: effect.added, ended: effect.ended },
    };
    await writeListAudit({ ...context, db }, 'entitlements.propose-list', group, list);
    return list;
  });
}

/** A group of the asking official's grantor that is kept by lists. */
async function getOwnGroup(
  { db }: Context,
  code: string,
  organisation: { id: string } | null,
): Promise<Group> {
  const group = (await listGroups(db, code)).get(code);
  if (!group || (organisation !== null && group.grantorId !== organisation.id)) {
    throw new Refusal('group-unknown', { group: code });
  }
  if (group.keptBy !== 'list') throw new Refusal('group-kept-by-consent', { group: code });
  return group;
}

/** Records an act on a list: numbers, and nobody of it. */
export async function writeListAudit(
  context: Context,
  act: string,
  { grantorId }: { grantorId: string },
  list: Pick<MemberList, 'id' | 'group' | 'mode' | 'members' | 'added' | 'ended' | 'refused'>,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { id, group, mode, members, added, ended, refused } = list;
  const content = { list: id, group, mode, members, added, ended, refused, ...more };
  const record = makeAuditRecord(context, { act, organisationId: grantorId, content });
  await writeAudit(context.db, [record]);
}
