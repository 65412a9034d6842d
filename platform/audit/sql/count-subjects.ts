import type { Database } from '../../database/database.ts';

const SELECT = `
select count(distinct subject_person_id)::integer as persons
from unnest($1::text[], $2::timestamptz[]) with ordinality as asked (actor_id, hour, place)
left join audit.records record
  on record.actor_id = asked.actor_id and record.act = any ($3::text[])
    and record.recorded_at >= asked.hour and record.recorded_at < asked.hour + interval '1 hour'
group by place
order by place`;

/** How many persons some acts of an actor were about in the hour that begins at an instant: in the given order. */
export async function countSubjects(
  db: Database,
  asked: readonly { actorId: string; hour: Date }[],
  acts: readonly string[],
): Promise<number[]> {
  const actorIds = asked.map(({ actorId }) => actorId);
  const hours = asked.map(({ hour }) => hour);
  const rows = await db.query<{ persons: number }>(SELECT, [actorIds, hours, acts]);
  return rows.map(({ persons }) => persons);
}
