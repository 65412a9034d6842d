import type { Database } from '../../../../platform/database/database.ts';
import type { FollowedName } from '../waking.ts';

const SELECT = `
select 'v' || mailbox.version_id as name
from exchange.mailboxes mailbox
where mailbox.version_id is not null
union
select 't' || mailbox.topic_id
from exchange.mailboxes mailbox
where mailbox.topic_id is not null`;

/** Everything that a mailbox follows: it may have moved while nobody listened. */
export async function selectMoved(db: Database): Promise<FollowedName[]> {
  const rows = await db.query<{ name: FollowedName }>(SELECT);
  return rows.map(({ name }) => name);
}
