import type { Context } from '../../platform/context.ts';
import type { HouseholdMembership, Relation, RelationKind } from './person.ts';
import { replaceMemberships } from './sql/replace-memberships.ts';
import { replaceRelations } from './sql/replace-relations.ts';

export interface RelationsStated {
  kinds: readonly RelationKind[];
  /** `relations` says all of these kinds about these persons, who stand on the named side. */
  side: 'person' | 'related';
  personIds: readonly string[];
  relations: readonly Relation[];
}

/** Makes the relations of some persons equal to what is stated; gives how many rows were written. */
export async function recordRelations(context: Context, stated: RelationsStated): Promise<number> {
  return await replaceRelations(context.db, stated);
}

/** Makes the households of some persons equal to what is stated; gives how many rows were written. */
export async function recordHouseholds(
  context: Context,
  stated: { personIds: readonly string[]; memberships: readonly HouseholdMembership[] },
): Promise<number> {
  return await replaceMemberships(context.db, stated);
}
