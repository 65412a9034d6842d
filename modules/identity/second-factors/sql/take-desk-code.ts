import type { Database } from '../../../../platform/database/database.ts';

/** Takes a code that holds; says whether it was there: of two who come with one at a time, one gets it. */
export async function takeDeskCode(
  db: Database,
  { personId, codeHash, now }: { personId: string; codeHash: Buffer; now: Date },
): Promise<boolean> {
  const rows = await db.query(
    `delete from identity.desk_codes
     where person_id = $1::uuid and code_hash = $2::bytea and expires_at > $3::timestamptz
     returning 1`,
    [personId, codeHash, now],
  );
  return rows.length === 1;
}
