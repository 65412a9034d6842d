import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { selectHead } from '../records/sql/select-head.ts';
import type { Version } from '../version.ts';

type NamedVersion = Pick<Version, 'id' | 'code' | 'version'>;

/**
 * To be asked after changes were read: refuses with `changes-not-kept` when some after that position are
 * gone, also those that a purge took away meanwhile, and with `position-not-reached` when the log is
 * not so far: the position is of a trial that was published since. Both tell where all records are.
 *
 * @returns the position of the newest change
 */
export async function demandKept(
  { db }: Pick<Context, 'db'>,
  version: NamedVersion,
  after: number,
): Promise<number> {
  const { position: head, keptAfter } = await selectHead(db, version.id);
  const records = recordsAddress(version);
  if (after < keptAfter) throw new Refusal('changes-not-kept', { keptAfter, records });
  if (after > head) throw new Refusal('position-not-reached', { head, records });
  return head;
}

/** Where all records of a version are read. */
export function recordsAddress({ code, version }: Pick<Version, 'code' | 'version'>): string {
  return `/exchange/v1/data-sets/${code}/${version}/records`;
}
