import type { Context, OfficialActor } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { type Group, listGroups } from './sql/list-groups.ts';

/** A group of the official's grantor, or any for one of the operator. Refuses `group-unknown`. */
export async function getOwnGroup(
  { db }: Pick<Context, 'db'>,
  code: string,
  organisation: OfficialActor['organisation'],
): Promise<Group> {
  const group = (await listGroups(db, code)).get(code);
  if (!group || (organisation !== null && group.grantorId !== organisation.id)) {
    throw new Refusal('group-unknown', { group: code });
  }
  return group;
}
