import type { Database } from '../../../platform/database/database.ts';

/** An access key that ended, of which official and where. */
interface EndedKey {
  key: string;
  official: string;
  organisationId: string;
}

/** Ends the access keys that hold still of officials of these organisations; gives those. */
export async function endOfficialKeys(
  db: Database,
  organisations: readonly string[],
  now: Date,
): Promise<EndedKey[]> {
  return await db.query<EndedKey & Record<string, unknown>>(
    `update identity.official_keys key set expires_at = $2::timestamptz
     from identity.officials official
     join persons.organisation_names organisation on organisation.id = official.organisation_id
     where official.id = key.official_id and organisation.code = any($1::text[])
       and key.expires_at > $2::timestamptz
     returning key.id as key, official.id as official, organisation.id as "organisationId"`,
    [organisations, now],
  );
}
