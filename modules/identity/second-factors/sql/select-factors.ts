import type { Database } from '../../../../platform/database/database.ts';
import type { SecondFactor } from '../second-factor.ts';

/** The second factors of a person that were not removed, also those that are not proven yet. */
export async function selectFactors(db: Database, personId: string): Promise<SecondFactor[]> {
  return await db.query<SecondFactor & Record<string, unknown>>(
    `select id, person_id as "personId", kind, name, sealed, counter::integer as counter,
       begun_at as "begunAt", enrolled_at as "enrolledAt", used_at as "usedAt"
     from identity.second_factors
     where person_id = $1::uuid and removed_at is null
     order by begun_at, id`,
    [personId],
  );
}
