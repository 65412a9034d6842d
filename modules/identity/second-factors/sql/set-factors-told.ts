import type { Database } from '../../../../platform/database/database.ts';

/** Notes that a person knows what became of their second factors. */
export async function setFactorsTold(db: Database, personId: string, now: Date): Promise<void> {
  await db.query(
    `update identity.second_factors set told_at = $2::timestamptz
     where person_id = $1::uuid and enrolled_at is not null and told_at is null`,
    [personId, now],
  );
}
