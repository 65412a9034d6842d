import { askingPerson } from '../../../platform/asking.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { joinGroup } from './join-group.ts';
import { leaveGroup } from './leave-group.ts';
import type { OwnGroup } from './recipient-groups.ts';
import { selectOwnGroups } from './sql/select-own-groups.ts';

/** The groups that the asking person is in today, and all that they may join, by code. */
export async function listOwnGroups(context: Context): Promise<OwnGroup[]> {
  const personId = askingPerson(context);
  return await selectOwnGroups(context.db, { personId, day: rigaDay(context.clock.now()) });
}

/** The asking person consents and joins from today on. Refuses as `joinGroup`. */
export async function joinOwnGroup(context: Context, group: string): Promise<void> {
  const personId = askingPerson(context);
  const consentAt = context.clock.now();
  await joinGroup(context, { personId, group, from: rigaDay(consentAt), consentAt });
}

/** The asking person takes the consent back from today on. Refuses as `leaveGroup`. */
export async function leaveOwnGroup(context: Context, group: string): Promise<void> {
  await leaveGroup(context, { personId: askingPerson(context), group });
}
