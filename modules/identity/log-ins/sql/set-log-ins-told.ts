import type { Database } from '../../../../platform/database/database.ts';

/** Notes that a person has seen which log-ins came from somewhere new. */
export async function setLogInsTold(db: Database, personId: string, now: Date): Promise<void> {
  await db.query(
    `update identity.log_ins set told_at = $2::timestamptz
     where person_id = $1::uuid and told_at is null`,
    [personId, now],
  );
}
