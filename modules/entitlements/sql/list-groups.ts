import type { Database } from '../../../platform/database/database.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

const SELECT = 'select code, name_lv, name_en from entitlements.recipient_groups limit 10000';

/** Names of all groups by their codes. */
export async function listGroups(db: Database): Promise<Map<string, LocalizedText>> {
  const rows = await db.query<{ code: string; name_lv: string; name_en: string }>(SELECT);
  return new Map(rows.map(({ code, name_lv: lv, name_en: en }) => [code, { lv, en }]));
}
