import { askingWithRole } from '../../../platform/asking.ts';
import { addDays, type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { REVIEW_DAYS, type RoleAssignment, type RoleState, stateOf } from './role.ts';
import { type OwnOfficial, selectOwnOfficials } from './sql/select-own-officials.ts';
import { selectRoles } from './sql/select-roles.ts';

const OFFICIALS_MAX = 1_000;

export interface ShownRole extends RoleAssignment {
  state: RoleState;
  /** Whether somebody else must say soon that it is still needed. */
  toReview: boolean;
}

/** The officials of the asking administrator's organisation, with their roles, open and over. */
export async function listOwnOfficials(
  context: Context,
): Promise<(OwnOfficial & { roles: ShownRole[] })[]> {
  const { organisation } = askingWithRole(context, ['administrator']);
  const day = rigaDay(context.clock.now());
  const officials = await selectOwnOfficials(context.db, organisation?.id ?? null, OFFICIALS_MAX);
  const ids = officials.map(({ id }) => id);
  const roles = (await selectRoles(context.db, ids)).map((one) => shown(one, day));
  return officials.map((official) => ({
    ...official,
    roles: roles.filter(({ officialId }) => officialId === official.id),
  }));
}

function shown(one: RoleAssignment, day: Day): ShownRole {
  const state = stateOf(one, day);
  return { ...one, state, toReview: state === 'held' && one.validTo <= addDays(day, REVIEW_DAYS) };
}
