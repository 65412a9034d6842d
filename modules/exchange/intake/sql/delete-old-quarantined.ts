import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
delete from exchange.quarantine
where id = any (array(
  select id from exchange.quarantine
  where received_at < $1::timestamptz
  limit $2::integer
))
returning id`;

/** How many refused records were deleted. */
export async function deleteOldQuarantined(
  db: Database,
  { receivedBefore, slice }: { receivedBefore: Date; slice: number },
): Promise<number> {
  const rows = await db.query(DELETE, [receivedBefore, slice]);
  return rows.length;
}
