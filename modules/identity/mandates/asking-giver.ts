import { askingForOrganisation, askingOneself } from '../../../platform/asking.ts';
import type { Context } from '../../../platform/context.ts';
import { GIVE_MANDATES } from './mandate.ts';

/** In whose name mandates are given and revoked: one's own, or an organisation's. */
export interface AskingGiver {
  /** Who does it. */
  personId: string;
  /** In the name of this one; null: in one's own. */
  organisationId: string | null;
}

/**
 * In whose name who asks gives or revokes mandates. Only who represents an organisation by law does it for
 * the organisation: refuses `mandate-not-for-this` to others.
 */
export function askingGiver(context: Pick<Context, 'actor'>): AskingGiver {
  if (context.actor.kind !== 'representative') {
    return { personId: askingOneself(context), organisationId: null };
  }
  return askingForOrganisation(context, GIVE_MANDATES);
}
