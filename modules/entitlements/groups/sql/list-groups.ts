import type { Database } from '../../../../platform/database/database.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';

export interface Group {
  id: string;
  name: LocalizedText;
}

const SELECT = `
select code, id, name_lv, name_en
from entitlements.recipient_groups
where $1::text is null or code = $1::text
limit 10000`;

/** All groups by their codes, or the one with this code. */
export async function listGroups(
  db: Database,
  code: string | null = null,
): Promise<Map<string, Group>> {
  const rows = await db.query<{ code: string; id: string; name_lv: string; name_en: string }>(
    SELECT,
    [code],
  );
  return new Map(
    rows.map((row) => [row.code, { id: row.id, name: { lv: row.name_lv, en: row.name_en } }]),
  );
}
