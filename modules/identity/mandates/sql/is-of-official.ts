import type { Database } from '../../../../platform/database/database.ts';

/** Whether an official is one of these persons, also when they came with an access key. */
export async function isOfOfficial(
  db: Database,
  officialId: string,
  personIds: readonly string[],
): Promise<boolean> {
  const rows = await db.query(
    'select from identity.officials where id = $1::uuid and person_id = any($2::uuid[])',
    [officialId, personIds],
  );
  return rows.length > 0;
}
