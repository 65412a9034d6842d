import type { Database } from '../../../../platform/database/database.ts';
import type { Topic } from '../topic.ts';

const UPSERT = `
insert into exchange.topics
  (code, organisation_id, name, schema, time_to_live_hours, readers, created_at)
values (
  $1::text, $2::uuid, $3::jsonb, $4::jsonb, $5::integer, $6::uuid[], $7::timestamptz
)
on conflict (code) do update
set name = excluded.name, schema = excluded.schema, readers = excluded.readers,
  time_to_live_hours = excluded.time_to_live_hours
where topics.organisation_id = excluded.organisation_id
returning id`;

/** Adds a topic or describes it anew; false when another institution has the code. */
export async function upsertTopic(
  db: Database,
  topic: Omit<Topic, 'topicId' | 'position'> & { createdAt: Date },
): Promise<boolean> {
  const { code, organisationId, name, schema, timeToLiveHours, readers, createdAt } = topic;
  const rows = await db.query(UPSERT, [
    code,
    organisationId,
    JSON.stringify(name),
    JSON.stringify(schema),
    timeToLiveHours,
    readers,
    createdAt,
  ]);
  return rows.length > 0;
}
