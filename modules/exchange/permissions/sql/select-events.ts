import type { Database } from '../../../../platform/database/database.ts';
import type { NumberedEvent } from '../permission-event.ts';

interface Asked {
  permissionId?: string;
  /** Of permissions that this organisation holds or that are for its data sets. */
  partyId?: string;
  /** Events before this one: the newest come first. */
  before?: string;
  limit: number;
}

const SELECT = `
select
  event.id, permission.number, event.kind, event.occurred_at as "occurredAt",
  event.actor_kind as "actorKind", event.actor_id as "actorId", event.side, event.text,
  event.content
from exchange.permission_events event
join exchange.permissions permission on permission.id = event.permission_id
join exchange.data_sets set on set.id = permission.data_set_id
where ($1::uuid is null or event.permission_id = $1::uuid)
  and ($2::uuid is null or $2::uuid in (permission.holder_id, set.organisation_id))
  and ($3::uuid is null or event.id < $3::uuid)
order by event.id desc
limit $4::integer`;

/** Events of permissions the newest first. */
export async function selectEvents(db: Database, asked: Asked): Promise<NumberedEvent[]> {
  const { permissionId, partyId, before, limit } = asked;
  const values = [permissionId ?? null, partyId ?? null, before ?? null, limit];
  return await db.query<NumberedEvent & Record<string, unknown>>(SELECT, values);
}
