import type { Actor } from '../../context.ts';
import type { Database } from '../../database/database.ts';

/** Of a sealed record, who did what to whom and when. */
export interface SealedRecord {
  id: string;
  recordedAt: Date;
  act: string;
  actorId: string;
  subjectPersonId: string;
}

const SELECT = `
select record.id, record.recorded_at as "recordedAt", record.act, record.actor_id as "actorId",
  record.subject_person_id as "subjectPersonId"
from audit.blocks block
cross join lateral unnest(block.record_ids) as sealed (id)
join audit.records record on record.id = sealed.id
where block.number > $1::bigint and block.number <= $2::bigint
  and record.actor_kind = $3::text and record.actor_id is not null
  and record.act = any ($4::text[]) and record.subject_person_id is not null
order by record.recorded_at, record.id`;

/** Records about persons in the blocks after one up to another, of a kind of actor and of some acts. */
export async function selectSealedRecords(
  db: Database,
  asked: { after: number; until: number; actorKind: Actor['kind']; acts: readonly string[] },
): Promise<SealedRecord[]> {
  const { after, until, actorKind, acts } = asked;
  const values = [after, until, actorKind, acts];
  return await db.query<SealedRecord & Record<string, unknown>>(SELECT, values);
}
