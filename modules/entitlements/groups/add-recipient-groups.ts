import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import type { RecipientGroupStatement } from './recipient-groups.ts';
import { upsertGroups } from './sql/upsert-groups.ts';

/** Adds groups, or renames those known by their code. Refuses with `organisation-unknown`. */
export async function addRecipientGroups(
  context: Context,
  statements: readonly RecipientGroupStatement[],
): Promise<void> {
  const codes = [...new Set(statements.map(({ grantor }) => grantor))];
  const grantors = new Map(
    (await listOrganisations(context, codes)).map(({ code, id }) => [code, id]),
  );
  const groups = new Map(
    statements.map(({ code, grantor, name, keptBy = 'consent' }) => {
      const grantorId = grantors.get(grantor);
      if (!grantorId) throw new Refusal('organisation-unknown', { organisation: grantor });
      return [code, { id: context.ids.next(), code, grantorId, name, keptBy }];
    }),
  );
  await upsertGroups(context.db, [...groups.values()]);
}
