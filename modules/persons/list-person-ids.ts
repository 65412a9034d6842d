import type { Context } from '../../platform/context.ts';
import { listPersonIds as listIds } from './sql/list-person-rows.ts';

/** Ids of persons after a position, in order: at most `limit`. Persons added later come last. */
export async function listPersonIds(
  context: Pick<Context, 'db'>,
  page: { after: string; limit: number },
): Promise<string[]> {
  return await listIds(context.db, page);
}
