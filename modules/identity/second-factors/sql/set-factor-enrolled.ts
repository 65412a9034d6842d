import type { Database } from '../../../../platform/database/database.ts';

/** A factor was proven for the first time; says whether it waited for that. */
export async function setFactorEnrolled(
  db: Database,
  factor: { id: string; sealed: Buffer; counter: number; sessionId: string; now: Date },
): Promise<boolean> {
  const rows = await db.query(
    `update identity.second_factors
     set sealed = $2::bytea, counter = $3::bigint, enrolled_at = $4::timestamptz, changed_in = $5::text
     where id = $1::uuid and enrolled_at is null and removed_at is null returning 1`,
    [factor.id, factor.sealed, factor.counter, factor.now, factor.sessionId],
  );
  return rows.length === 1;
}
