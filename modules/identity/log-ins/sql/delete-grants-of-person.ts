import type { Database } from '../../../../platform/database/database.ts';

/** Takes back all grants of a person, with all codes and tokens that came from them. */
export async function deleteGrantsOfPerson(db: Database, personId: string): Promise<void> {
  await db.query(
    `delete from identity.artifacts
     where grant_hash in (
       select grant_hash from identity.artifacts where kind = 'Grant' and person_id = $1::uuid
     )`,
    [personId],
  );
}
