import type { Database } from '../../../../platform/database/database.ts';

/** Counts one more log-in that was refused. Says how many these are in its minute, of that means and reason. */
export async function countRefusal(
  db: Database,
  { minute, means, code }: { minute: Date; means: string; code: string },
): Promise<number> {
  const [row] = await db.query<{ refusals: number }>(
    `insert into identity.refused_log_ins as held (minute, means, code, refusals)
     values ($1::timestamptz, $2::text, $3::text, 1)
     on conflict (minute, means, code) do update set refusals = held.refusals + 1
     returning refusals`,
    [minute, means, code],
  );
  return row?.refusals ?? 0;
}
