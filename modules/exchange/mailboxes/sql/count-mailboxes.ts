import type { Database } from '../../../../platform/database/database.ts';

const COUNT = `
select count(*) as count from exchange.mailboxes where information_system_id = $1::uuid`;

/** How many mailboxes an information system has. */
export async function countMailboxes(db: Database, systemId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(COUNT, [systemId]);
  return row?.count ?? 0;
}
