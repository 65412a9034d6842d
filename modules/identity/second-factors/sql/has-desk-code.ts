import type { Database } from '../../../../platform/database/database.ts';

/** Whether a person has a code from a desk that holds. */
export async function hasDeskCode(db: Database, personId: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `select from identity.desk_codes
     where person_id = $1::uuid and expires_at > $2::timestamptz`,
    [personId, now],
  );
  return rows.length === 1;
}
