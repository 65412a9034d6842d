import type { Day } from '../../../platform/clock/day.ts';
import type { OfficialRole } from '../../../platform/context.ts';

/** Where money, law or another's identity is touched: somebody else approves the role. */
export const ROLES_OF_TWO: readonly OfficialRole[] = [
  'reviewer',
  'accountant',
  'agent',
  'administrator',
];

/** A role is given for a year at most, and looked at again before it ends. */
export const ROLE_DAYS_MAX = 366;

/** A role so near to its end is on the list of those to be reviewed. */
export const REVIEW_DAYS = 60;

/** That an official has a role in a half-open period of days; null as who did it: the operator. */
export interface RoleAssignment {
  id: string;
  officialId: string;
  role: OfficialRole;
  validFrom: Day;
  validTo: Day;
  proposedBy: string | null;
  approvedAt: Date | null;
  reviewedAt: Date | null;
  endedAt: Date | null;
}

export type RoleState = 'waiting' | 'held' | 'ended';

export function stateOf({ approvedAt, endedAt, validTo }: RoleAssignment, day: Day): RoleState {
  if (endedAt !== null || validTo <= day) return 'ended';
  return approvedAt === null ? 'waiting' : 'held';
}

/** Who does it, and when; null: the operator. */
export interface RoleStep {
  id: string;
  by: string | null;
  now: Date;
}
