import type { Database } from '../../../platform/database/database.ts';

const UPSERT = `
insert into registers.followed (register, mapping_id, reread_after)
values ($1::text, $2::integer, ''::bytea)
on conflict (register) do update
set mapping_id = excluded.mapping_id, reread_after = excluded.reread_after`;

/** Puts a mapping in force: all records are read again by it. */
export async function upsertFollowed(
  db: Database,
  { register, mappingId }: { register: string; mappingId: number },
): Promise<void> {
  await db.query(UPSERT, [register, mappingId]);
}
