import type { Database } from '../../../../platform/database/database.ts';

/**
 * Takes a use of a factor: its counter goes up, or stays at zero where a passkey does not count. Says
 * whether it did: of two who come with one code at the same time, one is told no.
 */
export async function setFactorUsed(
  db: Database,
  { id, counter, now }: { id: string; counter: number; now: Date },
): Promise<boolean> {
  const rows = await db.query(
    `update identity.second_factors set counter = $2::bigint, used_at = $3::timestamptz
     where id = $1::uuid and enrolled_at is not null and removed_at is null
       and (counter < $2::bigint or (counter = 0 and $2::bigint = 0))
     returning 1`,
    [id, counter, now],
  );
  return rows.length === 1;
}
