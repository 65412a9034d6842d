import type { Database } from '../../../platform/database/database.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

const READ = `
select code, jsonb_build_object('lv', name_lv, 'en', name_en) as name
from entitlements.group_names
limit 10000`;

/** What recipient groups are called, by their codes. */
export async function readGroupNames(
  db: Database,
): Promise<{ code: string; name: LocalizedText }[]> {
  return await db.query<{ code: string; name: LocalizedText }>(READ);
}
