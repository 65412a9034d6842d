import type { Context } from '../../platform/context.ts';
import type { HouseholdMembership, RelationsStated } from './person.ts';
import { replaceMemberships } from './sql/replace-memberships.ts';
import { replaceRelations } from './sql/replace-relations.ts';

/** Makes the relations of some persons equal to what is stated; gives both sides of each row written. */
export async function recordRelations(
  context: Context,
  stated: RelationsStated,
): Promise<{ personId: string; relatedId: string }[]> {
  return await replaceRelations(context.db, stated);
}

/**
 * Makes the households of some persons equal to what is stated. Gives whose rows were written, and who
 * was in a household with them before: for them somebody is missing now.
 */
export async function recordHouseholds(
  context: Context,
  stated: { personIds: readonly string[]; memberships: readonly HouseholdMembership[] },
): Promise<string[]> {
  return await replaceMemberships(context.db, stated);
}
