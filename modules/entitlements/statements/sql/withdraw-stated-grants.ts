import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { GrantChange } from './upsert-stated-grants.ts';

const WITHDRAW = `
update entitlements.grants
set status = 'withdrawn', withdrawn_at = $3::timestamptz, withdrawn_on = $4::date
where grantor_id = $1::uuid and source_key = any($2::bytea[]) and status = 'confirmed'
returning id, person_id as "personId", relief_id as "reliefId"`;

/** Ends, on a day, the grants that the grantor's system states no more. */
export async function withdrawStatedGrants(
  db: Database,
  { grantorId, at, on }: { grantorId: string; at: Date; on: Day },
  keyHashes: readonly Buffer[],
): Promise<GrantChange[]> {
  return await db.query<GrantChange & Record<string, unknown>>(WITHDRAW, [
    grantorId,
    keyHashes,
    at,
    on,
  ]);
}
