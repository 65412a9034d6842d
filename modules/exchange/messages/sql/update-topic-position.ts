import type { Database } from '../../../../platform/database/database.ts';

/** Who follows topics listens here, as with `exchange_heads`: told with the commit. */
const UPDATE = `
with moved as (
  update exchange.topics set position = $2::bigint where id = $1::integer returning id
)
select pg_notify('exchange_topics', id::text) from moved`;

export async function updateTopicPosition(
  db: Database,
  topicId: number,
  position: number,
): Promise<void> {
  await db.query(UPDATE, [topicId, position]);
}
