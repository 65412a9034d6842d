import type { Context } from '../../platform/context.ts';
import { getOrganisation } from '../persons/index.ts';
import type { RecipientGroupStatement } from './recipient-groups.ts';
import { upsertGroup } from './sql/upsert-group.ts';

/** Adds groups, or renames those known by their code. Refuses with `organisation-unknown`. */
export async function addRecipientGroups(
  context: Context,
  statements: readonly RecipientGroupStatement[],
): Promise<void> {
  await context.db.transaction(async (db) => {
    for (const { code, grantor, name } of statements) {
      const { id: grantorId } = await getOrganisation({ db }, grantor);
      await upsertGroup(db, { id: context.ids.next(), code, grantorId, name });
    }
  });
}
