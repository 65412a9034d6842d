import type { Database } from '../../../../platform/database/database.ts';

const INSERT = `
insert into exchange.erasures (version_id, position, erased_at)
select $1::integer, position, $3::timestamptz from unnest($2::bigint[]) as position`;

/** Remembers which changes tell the keys of what was erased. */
export async function insertErasures(
  db: Database,
  erasures: { versionId: number; positions: readonly number[]; erasedAt: Date },
): Promise<void> {
  const { versionId, positions, erasedAt } = erasures;
  await db.query(INSERT, [versionId, positions, erasedAt]);
}
