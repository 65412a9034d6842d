import type { Context } from '../../platform/context.ts';
import { listMemberIds } from './sql/list-member-ids.ts';

/** Who is or was a member of these households, each with the household's id. */
export async function listMembers(
  context: Pick<Context, 'db'>,
  householdIds: readonly string[],
): Promise<{ personId: string; householdId: string }[]> {
  return await listMemberIds(context.db, householdIds);
}
