import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { selectKeptAfter } from './sql/select-kept-after.ts';

/**
 * To be asked after changes were read: refuses with `changes-not-kept` when some after that position are
 * gone, also those that a purge took away meanwhile.
 */
export async function demandKept(
  { db }: Pick<Context, 'db'>,
  versionId: number,
  after: number,
): Promise<void> {
  const keptAfter = await selectKeptAfter(db, versionId);
  if (after < keptAfter) throw new Refusal('changes-not-kept', { keptAfter });
}
