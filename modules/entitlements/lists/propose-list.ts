import { askingWithRole } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FileForm } from '../../../platform/files/file-form.ts';
import { getOwnGroup } from '../groups/get-own-group.ts';
import type { Group } from '../groups/sql/list-groups.ts';
import type { ListMode, MemberList, RowProblem } from './member-list.ts';
import { type MemberRow, readMemberRows } from './read-member-rows.ts';
import { countListEffect, type ListEffect } from './sql/count-list-effect.ts';
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
  const reading = await readList(context, { group: code, mode, form }, chunks);
  const { group, problems } = reading;
  if (!isProposable(reading)) {
    const first = firstOf(problems, PROBLEMS_MAX);
    throw new Refusal('list-rows-wrong', { refused: problems.length, problems: first });
  }
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const { list } = await keepList(inside, reading);
    await writeListAudit(inside, 'entitlements.propose-list', group, list);
    return list;
  });
}

export interface ReadList {
  group: Group;
  mode: ListMode;
  by: string;
  today: Day;
  rows: MemberRow[];
  problems: RowProblem[];
}

/** Reads a list of an editor for a group that is kept by lists. Refuses as `proposeList`. */
export async function readList(
  context: Context,
  { group: code, mode, form }: { group: string; mode: ListMode; form: FileForm },
  chunks: AsyncIterable<Buffer>,
): Promise<ReadList> {
  const { officialId, organisation } = askingWithRole(context, ['editor']);
  const group = await getOwnGroup(context, code, organisation);
  if (group.keptBy !== 'list') throw new Refusal('group-kept-by-consent', { group: code });
  const today = rigaDay(context.clock.now());
  const read = await readMemberRows(context, chunks, { form, today });
  return { ...read, group, mode, by: officialId, today };
}

/** Whether it can be proposed: a whole list would end those whom a row means that cannot be read. */
export function isProposable({ mode, problems }: Pick<ReadList, 'mode' | 'problems'>): boolean {
  return mode === 'additions' || problems.every(({ code }) => code === 'person-unknown');
}

export function firstOf(problems: readonly RowProblem[], count: number): RowProblem[] {
  return problems.toSorted((a, b) => a.row - b.row).slice(0, count);
}

/** Keeps a list for another official, and counts what it would do. Refuses `list-open`. */
export async function keepList(
  context: Context,
  { group, mode, by, today, rows, problems }: ReadList,
): Promise<{ list: MemberList; effect: ListEffect }> {
  const { db } = context;
  const id = context.ids.next();
  await lockGroup(db, group.id);
  const [open] = await selectLists(db, { groupId: group.id, status: 'proposed', limit: 1 });
  if (open) throw new Refusal('list-open', { group: group.code });
  const proposed = { by, at: context.clock.now() };
  const told = { refused: problems.length, problems: firstOf(problems, PROBLEMS_MAX) };
  const stated = { mode, members: rows.length, ...told };
  await insertList(db, { id, groupId: group.id, ...stated, proposed });
  await insertListRows(db, id, rows);
  const effect = await countListEffect(db, id, { groupId: group.id, mode, today });
  await setListEffect(db, id, effect);
  const { added, ended } = effect;
  const of = { id, group: group.code, status: 'proposed', decided: null } as const;
  return { list: { ...of, ...stated, proposed, added, ended }, effect };
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
