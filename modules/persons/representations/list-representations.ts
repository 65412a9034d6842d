import type { Day } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { Representation, RepresentedOrganisation } from './representation.ts';
import { selectRepresentations } from './sql/select-representations.ts';
import { selectRepresentedOrganisations } from './sql/select-represented-organisations.ts';

/**
 * Which organisations a person represents on a day, as registers state it, and how: who is stated both
 * ways represents an organisation alone. At most 1,000, in the order of their ids.
 */
export async function listRepresentations(
  { db }: Pick<Context, 'db'>,
  personId: string,
  day: Day,
): Promise<Representation[]> {
  return await selectRepresentations(db, personId, day);
}

/**
 * Those of some organisations that anybody represents on a day. Of one that its register has struck off
 * nobody is stated any more: nobody acts for it, by whatever it gave before.
 */
export async function listRepresentedOrganisations(
  { db }: Pick<Context, 'db'>,
  organisationIds: readonly string[],
  day: Day,
): Promise<RepresentedOrganisation[]> {
  if (organisationIds.length === 0) return [];
  return await selectRepresentedOrganisations(db, organisationIds, day);
}
