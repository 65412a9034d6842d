import type { Database } from '../../../../platform/database/database.ts';
import type { FollowedName } from '../waking.ts';

const SELECT = `
select distinct coalesce('v' || version_id, 't' || topic_id) as name
from exchange.mailboxes`;

/** Everything that a mailbox follows: it may have moved while nobody listened. */
export async function selectMoved(db: Database): Promise<FollowedName[]> {
  const rows = await db.query<{ name: FollowedName }>(SELECT);
  return rows.map(({ name }) => name);
}
