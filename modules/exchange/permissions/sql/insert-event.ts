import type { Database } from '../../../../platform/database/database.ts';
import type { PermissionEvent } from '../permission-event.ts';

const INSERT = `
insert into exchange.permission_events
  (id, permission_id, kind, occurred_at, actor_kind, actor_id, side, text, content)
values ($1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::text, $6::text, $7::text, $8::text, $9::jsonb)
on conflict do nothing`;

/** Adds an event. Of each end of a permission it is noted once. */
export async function insertEvent(
  db: Database,
  { permissionId, ...event }: PermissionEvent & { permissionId: string },
): Promise<void> {
  const { id, kind, occurredAt, actorKind, actorId, side, text, content } = event;
  const by = [actorKind, actorId, side, text];
  const values = [id, permissionId, kind, occurredAt, ...by, JSON.stringify(content)];
  await db.query(INSERT, values);
}
