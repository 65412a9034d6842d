import type { Database } from '../../../../platform/database/database.ts';
import type { SecondFactor } from '../second-factor.ts';

/** Begins to enrol a second factor. What was begun before and not proven in time makes room. */
export async function insertFactor(
  db: Database,
  factor: Pick<SecondFactor, 'id' | 'personId' | 'kind' | 'name' | 'sealed' | 'begunAt'>,
): Promise<void> {
  const { id, personId, kind, name, sealed, begunAt } = factor;
  await db.query(
    `update identity.second_factors set removed_at = $2::timestamptz
     where person_id = $1::uuid and enrolled_at is null and removed_at is null`,
    [personId, begunAt],
  );
  await db.query(
    `insert into identity.second_factors (id, person_id, kind, name, sealed, begun_at)
     values ($1::uuid, $2::uuid, $3::text, $4::text, $5::bytea, $6::timestamptz)`,
    [id, personId, kind, name, sealed, begunAt],
  );
}
