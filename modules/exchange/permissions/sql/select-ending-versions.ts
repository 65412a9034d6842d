import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Ending } from './select-ending.ts';

const SELECT = `
select permission.id as "permissionId",
  jsonb_build_object('version', version.version, 'endsOn', version.ends_on) as content
from exchange.versions version
join exchange.permission_versions permitted on permitted.version_id = version.id
join exchange.permissions permission on permission.id = permitted.permission_id
where version.ends_on > $1::date and version.ends_on <= permission.valid_until
  and permission.state in ('applied', 'agreed', 'granted', 'suspended')
  and not exists (
    select from exchange.permission_events event
    where event.permission_id = permission.id and event.kind = 'version-ends'
      and event.content ->> 'version' = version.version::text
      and event.content ->> 'endsOn' = version.ends_on::text
  )
limit $2::integer`;

/** Permissions that name a version whose end, before their own, was announced and not noted yet. */
export async function selectEndingVersions(
  db: Database,
  { today, limit }: { today: Day; limit: number },
): Promise<Ending[]> {
  return await db.query<Ending & Record<string, unknown>>(SELECT, [today, limit]);
}
