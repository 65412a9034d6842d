import type { Database } from '../../../../platform/database/database.ts';

/** What is to be noted of a permission, once. */
export interface Ending {
  permissionId: string;
  content: Record<string, unknown>;
}

const SELECT = `
select permission.id as "permissionId",
  jsonb_build_object('validUntil', permission.valid_until) as content
from exchange.permissions permission
where permission.state in ('granted', 'suspended') and permission.valid_until <= $1::date
  and ($2::text = 'expired') = (permission.valid_until < $3::date)
  and not exists (
    select from exchange.permission_events event
    where event.permission_id = permission.id and event.kind = $2::text
      and event.content ->> 'validUntil' = permission.valid_until::text
  )
limit $4::integer`;

/** Permissions that end by a day, or have ended, and of which that was not noted yet. */
export async function selectEnding(
  db: Database,
  { until, kind, today, limit }: Record<'until' | 'kind' | 'today', string> & { limit: number },
): Promise<Ending[]> {
  return await db.query<Ending & Record<string, unknown>>(SELECT, [until, kind, today, limit]);
}
