import type { Context } from '../../platform/context.ts';
import type { Organisation } from './organisation.ts';
import { readOrganisationsMark } from './sql/read-organisations-mark.ts';
import { selectOrganisations } from './sql/select-organisations.ts';

const ORGANISATIONS_MAX = 10_000;

/** All organisations, or those with the given codes: at most 10,000, in the order of their codes. */
export async function listOrganisations(
  context: Pick<Context, 'db'>,
  codes: readonly string[] | null = null,
): Promise<Organisation[]> {
  return await selectOrganisations(context.db, { codes, limit: ORGANISATIONS_MAX });
}

/** A text that changes when organisations do: who has listed them may keep the list. */
export async function organisationsMark({ db }: Pick<Context, 'db'>): Promise<string> {
  return await readOrganisationsMark(db);
}
