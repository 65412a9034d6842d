import type { Database } from '../../../../platform/database/database.ts';
import type { MachineLimits } from '../machine.ts';

/** Sets all limits of a machine; says whether there is one. */
export async function setMachineLimits(
  db: Database,
  clientId: string,
  { networks, ratePerMinute, lastDay, scopes }: MachineLimits,
): Promise<boolean> {
  const rows = await db.query(
    `update identity.machines
     set networks = (select array_agg(network(one::inet)) from unnest($2::text[]) as one),
       rate_per_minute = $3::integer, last_day = $4::date, scopes = $5::text[]
     where client_id = $1::text returning 1`,
    [clientId, networks, ratePerMinute, lastDay, scopes],
  );
  return rows.length === 1;
}
