import type { Database } from '../../../../platform/database/database.ts';

/** Removes a factor of a person for good; says of what kind it was. */
export async function setFactorRemoved(
  db: Database,
  { id, personId, sessionId, now }: { id: string; personId: string; sessionId: string; now: Date },
): Promise<string | undefined> {
  const [row] = await db.query<{ kind: string }>(
    `update identity.second_factors
     set removed_at = $3::timestamptz, changed_in = $4::text, told_at = null
     where id = $1::uuid and person_id = $2::uuid and removed_at is null returning kind`,
    [id, personId, now, sessionId],
  );
  return row?.kind;
}
