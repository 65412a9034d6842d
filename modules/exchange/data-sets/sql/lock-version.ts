import type { Database } from '../../../../platform/database/database.ts';

const LOCK = `
select version.id
from exchange.versions version
join exchange.data_sets set on set.id = version.data_set_id
where set.code = $1::text and version.version = $2::smallint
for update of version`;

/** Keeps a version, if there is one, as it is until the transaction ends. */
export async function lockVersion(
  db: Database,
  { code, version }: { code: string; version: number },
): Promise<void> {
  await db.query(LOCK, [code, version]);
}
