import type { Database } from '../../../../platform/database/database.ts';
import type { HeldGrant } from '../grant.ts';

const SELECT = `
select id, person_id as "personId", relief_id as "reliefId", grantor_id as "grantorId",
  valid_from as "from", least(valid_to, withdrawn_on) as "to"
from entitlements.held_grants
where person_id = any($1::uuid[])
  and valid_from < coalesce(withdrawn_on, 'infinity')
order by person_id, valid_from, id`;

/** The grants that hold on any day, in order. */
export async function listHeldGrants(
  db: Database,
  personIds: readonly string[],
): Promise<HeldGrant[]> {
  return await db.query<HeldGrant & Record<string, unknown>>({
    name: 'entitlements.list-held-grants',
    text: SELECT,
    values: [personIds],
  });
}
