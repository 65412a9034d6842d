import type { Database } from '../../../platform/database/database.ts';

export interface GrantorName {
  id: string;
  lv: string;
  en: string;
}

/** Names of all organisations that give reliefs. */
export async function listGrantorNames(db: Database): Promise<GrantorName[]> {
  return await db.query<GrantorName>(
    'select id, name_lv as lv, name_en as en from persons.grantor_names',
  );
}
