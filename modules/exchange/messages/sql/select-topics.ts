import type { Database } from '../../../../platform/database/database.ts';
import type { Topic } from '../topic.ts';

interface Asked {
  /** Null: any. */
  code: string | null;
  /** An institution that may subscribe; null: whoever may. */
  readerId: string | null;
  /** Topics after this code. */
  after: string | null;
  limit: number;
}

const SELECT = `
select
  id as "topicId", code, organisation_id as "organisationId", name, schema,
  time_to_live_hours as "timeToLiveHours", readers, position
from exchange.topics
where ($1::text is null or code = $1::text)
  and ($2::uuid is null or readers is null or $2::uuid = any (readers) or organisation_id = $2::uuid)
  and code > $3::text
order by code
limit $4::integer`;

export async function selectTopics(db: Database, asked: Asked): Promise<Topic[]> {
  const { code, readerId, after, limit } = asked;
  return await db.query<Topic & Record<string, unknown>>(SELECT, [
    code,
    readerId,
    after ?? '',
    limit,
  ]);
}
