import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { Organisation } from './organisation.ts';
import { selectOrganisations } from './sql/select-organisations.ts';

const ORGANISATIONS_MAX = 10_000;

async function findOrganisation(
  context: Pick<Context, 'db'>,
  code: string,
): Promise<Organisation | undefined> {
  return (await selectOrganisations(context.db, { codes: [code], limit: 1 }))[0];
}

/** Refuses with `organisation-unknown`. */
export async function getOrganisation(
  context: Pick<Context, 'db'>,
  code: string,
): Promise<Organisation> {
  const found = await findOrganisation(context, code);
  if (!found) throw new Refusal('organisation-unknown', { organisation: code });
  return found;
}

/** All organisations, or those with the given codes: at most 10,000, in the order of their codes. */
export async function listOrganisations(
  context: Pick<Context, 'db'>,
  codes: readonly string[] | null = null,
): Promise<Organisation[]> {
  return await selectOrganisations(context.db, { codes, limit: ORGANISATIONS_MAX });
}
