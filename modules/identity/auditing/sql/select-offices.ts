import type { Database } from '../../../../platform/database/database.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';

export interface Office {
  officialId: string;
  code: string;
  name: LocalizedText;
}

/** For which organisations officials act, also those who have ended; who is of the operator is left out. */
export async function selectOffices(
  db: Database,
  officialIds: readonly string[],
): Promise<Office[]> {
  return await db.query<Office & Record<string, unknown>>(
    `select official.id as "officialId", organisation.code,
       jsonb_build_object('lv', organisation.name_lv, 'en', organisation.name_en) as name
     from identity.officials official
     join persons.organisation_names organisation on organisation.id = official.organisation_id
     where official.id = any ($1::uuid[])`,
    [officialIds],
  );
}
