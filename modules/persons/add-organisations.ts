import type { Context } from '../../platform/context.ts';
import type { OrganisationStatement } from './organisation.ts';
import { upsertOrganisations } from './sql/upsert-organisations.ts';

/** Adds organisations, or brings those known by their code up to what is stated. */
export async function addOrganisations(
  context: Context,
  statements: readonly OrganisationStatement[],
): Promise<{ written: number }> {
  const rows = statements.map((statement) => ({ ...statement, id: context.ids.next() }));
  return { written: await upsertOrganisations(context.db, rows) };
}
