import { askingWithRole } from '../../../platform/asking.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Language } from '../../../platform/i18n/localized-text.ts';
import { isUnusualShare } from '../../../platform/unusual-share.ts';
import { type ActToConfirm, demandConfirmation } from '../../identity/index.ts';
import { groupKind } from '../following/changed-person.ts';
import { noteChangedPersons } from '../following/note-changed-persons.ts';
import { getOwnGroup } from '../groups/get-own-group.ts';
import { listGroups } from '../groups/sql/list-groups.ts';
import type { MemberList } from './member-list.ts';
import { writeListAudit } from './propose-list.ts';
import { applyList } from './sql/apply-list.ts';
import { countListEffect } from './sql/count-list-effect.ts';
import { deleteListRows } from './sql/delete-list-rows.ts';
import { digestListRows } from './sql/digest-list-rows.ts';
import { lockGroup } from './sql/lock-group.ts';
import { selectLists } from './sql/select-lists.ts';
import { setListDecided } from './sql/set-list-decided.ts';
import { setListEffect } from './sql/set-list-effect.ts';

const LISTS_PAGE = 100;

/** The lists of a group, the newest first: at most a hundred. */
export async function listLists(context: Context, group: string): Promise<MemberList[]> {
  const { organisation } = askingWithRole(context, ['editor', 'reviewer']);
  const { id } = await getOwnGroup(context, group, organisation);
  return await selectLists(context.db, { groupId: id, limit: LISTS_PAGE });
}

const CONFIRMING = 'confirm-list';

/**
 * What an official who signed on as a person confirms by a second factor, before `confirmList`. Refuses
 * `official-role-missing`, `list-unknown` and `list-not-open`.
 */
export async function listToConfirm(
  context: Context,
  id: string,
  language: Language,
): Promise<ActToConfirm> {
  askingWithRole(context, ['reviewer']);
  return await context.db.transaction(async (db) => {
    const { list } = await getListToDecide({ ...context, db }, id);
    const { group, members, added, ended } = list;
    const text =
      language === 'lv'
        ? `Apstiprināt sarakstu “${group}”: personas: ${members}; pievieno: ${added}; beidz: ${ended}`
        : `Confirm the list “${group}”: persons: ${members}; added: ${added}; ended: ${ended}`;
    return { act: CONFIRMING, content: await contentOf(db, list), text };
  });
}

async function contentOf(db: Database, list: MemberList): Promise<object> {
  const { id, group, mode, members, added, ended } = list;
  return { list: id, group, mode, members, added, ended, rows: await digestListRows(db, id) };
}

/**
 * Confirms what another official uploaded: memberships change from today on, and entitlements follow.
 * A list that ends more than a tenth of the members needs the number of those whom it ends now. Who
 * signed on as a person has confirmed it by a second factor (`demandConfirmation`).
 *
 * Refuses `official-role-missing`, `list-unknown`, `list-not-open`, `list-of-proposer` and
 * `list-ends-many` with `ended` and `members`.
 */
export async function confirmList(
  context: Context,
  {
    id,
    ended,
    confirmationId,
  }: { id: string; ended?: number | undefined; confirmationId?: string | undefined },
): Promise<MemberList> {
  const { officialId } = askingWithRole(context, ['reviewer']);
  const today = rigaDay(context.clock.now());
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const { list, group } = await getListToDecide(inside, id);
    if (list.proposed.by === officialId) throw new Refusal('list-of-proposer');
    const about = { groupId: group.id, mode: list.mode, today };
    const effect = await countListEffect(db, id, about);
    if (isUnusualShare(effect.ended, effect.members) && effect.ended !== ended) {
      throw new Refusal('list-ends-many', { ended: effect.ended, members: effect.members });
    }
    const act = { act: CONFIRMING, content: await contentOf(db, list) };
    const confirmation = await demandConfirmation(inside, confirmationId, act);
    const decided = { by: officialId, at: context.clock.now() };
    const changed = await applyList(db, id, about);
    await noteChangedPersons(
      inside,
      changed.map((personId) => ({ personId, kinds: [groupKind(list.group)] })),
    );
    await setListDecided(db, id, { status: 'confirmed', ...decided });
    await setListEffect(db, id, effect);
    await deleteListRows(db, id);
    const done: MemberList = {
      ...list,
      ...effect,
      members: list.members,
      decided,
      status: 'confirmed',
    };
    await writeListAudit(inside, 'entitlements.confirm-list', group, done, { confirmation });
    return done;
  });
}

/**
 * Turns a list down, or takes the own one back. Refuses `official-role-missing`, `list-unknown` and
 * `list-not-open`.
 */
export async function rejectList(context: Context, id: string): Promise<void> {
  const { officialId, roles } = askingWithRole(context, ['reviewer', 'editor']);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const { list, group } = await getListToDecide(inside, id);
    if (!roles.includes('reviewer') && list.proposed.by !== officialId) {
      throw new Refusal('official-role-missing', { roles: ['reviewer'] });
    }
    const decided = { by: officialId, at: context.clock.now() };
    await setListDecided(db, id, { status: 'rejected', ...decided });
    await deleteListRows(db, id);
    await writeListAudit(inside, 'entitlements.reject-list', group, list);
  });
}

/** Locks the group: of two who decide about its list, the other one finds it decided. */
async function getListToDecide(context: Context, id: string) {
  const { organisation } = askingWithRole(context, ['editor', 'reviewer']);
  const find = async () => (await selectLists(context.db, { id, limit: 1 }))[0];
  const found = await find();
  const group = found && (await listGroups(context.db, found.group)).get(found.group);
  if (!group || (organisation !== null && group.grantorId !== organisation.id)) {
    throw new Refusal('list-unknown');
  }
  await lockGroup(context.db, group.id);
  const list = await find();
  if (list?.status !== 'proposed') throw new Refusal('list-not-open', { status: list?.status });
  return { list, group };
}
