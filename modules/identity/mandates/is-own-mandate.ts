import type { Database } from '../../../platform/database/database.ts';
import type { AskingGiver } from './asking-giver.ts';
import type { Mandate } from './mandate.ts';
import { findMandate } from './sql/select-mandates.ts';

/**
 * Whether a mandate is a matter of who asks: of who gave it, holds it or passed it on, or of the organisation
 * that gave it.
 */
export async function isOwnMandate(
  db: Database,
  { giverId, giverOrganisationId, holderId, passedFromId }: Mandate,
  { personId, organisationId }: AskingGiver,
): Promise<boolean> {
  if (organisationId !== null) return giverOrganisationId === organisationId;
  // Not locked: whoever revokes that one at the same time holds it, and waits for this.
  const passedFrom = passedFromId === null ? undefined : await findMandate(db, passedFromId);
  return [giverId, holderId, passedFrom?.holderId].includes(personId);
}
