import type { Database } from '../../../../platform/database/database.ts';

/** The log-ins that have not ended of a session of an outside party, or of a person as it knows them. */
export async function selectOutsideLogIns(
  db: Database,
  by: { sidHash: Buffer | null; subHash: Buffer | null },
): Promise<{ id: string; personId: string }[]> {
  return await db.query<{ id: string; personId: string }>(
    `select id, person_id as "personId" from identity.log_ins
     where ended_at is null
       and (outside_sid_hash = $1::bytea or outside_sub_hash = $2::bytea)
     order by id`,
    [by.sidHash, by.subHash],
  );
}
