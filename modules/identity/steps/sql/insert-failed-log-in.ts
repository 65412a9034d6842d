import type { Database } from '../../../../platform/database/database.ts';

const FAILURES_MAX = 20;

/** Counts one more failure; those from before `forgotten` count no more. */
export async function insertFailedLogIn(
  db: Database,
  { keyHash, now, forgotten }: { keyHash: Buffer; now: Date; forgotten: Date },
): Promise<void> {
  await db.query(
    `insert into identity.failed_log_ins as held (key_hash, failures, failed_at)
     values ($1::bytea, 1, $2::timestamptz)
     on conflict (key_hash) do update set
       failures = case when held.failed_at < $3::timestamptz then 1
         else least(held.failures + 1, $4::integer) end,
       failed_at = excluded.failed_at`,
    [keyHash, now, forgotten, FAILURES_MAX],
  );
}
