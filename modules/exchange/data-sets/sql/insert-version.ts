import type { Database } from '../../../../platform/database/database.ts';

const INSERT = `
insert into exchange.versions (data_set_id, version, state, revision)
values ($1::uuid, $2::smallint, 'sandbox', 1)
returning id`;

/** Adds a version in the sandbox; returns its id. */
export async function insertVersion(
  db: Database,
  { dataSetId, version }: { dataSetId: string; version: number },
): Promise<number> {
  const [row] = await db.query<{ id: number }>(INSERT, [dataSetId, version]);
  if (!row) throw new Error('A version was not written.');
  return row.id;
}
