import type { Database } from '../../../platform/database/database.ts';

const UPSERT = `
with waiting as (
  delete from registers.waiting where register = $1::text
)
insert into registers.followed (register, mapping_id)
values ($1::text, $2::integer)
on conflict (register) do update
set mapping_id = excluded.mapping_id, reread_after = ''::bytea, absent = null, absent_count = null,
  absent_after = null, absent_held = null, absent_since = null`;

/**
 * Puts a mapping in force. A register that is new is followed from its first change; of another one all
 * records are read again, and those that still name somebody unknown wait again.
 */
export async function upsertFollowed(
  db: Database,
  { register, mappingId }: { register: string; mappingId: number },
): Promise<void> {
  await db.query(UPSERT, [register, mappingId]);
}
