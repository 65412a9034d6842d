import type { Database } from '../../../../platform/database/database.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';
import type { GroupKeeper } from '../recipient-groups.ts';

export interface Group {
  id: string;
  code: string;
  name: LocalizedText;
  grantorId: string;
  keptBy: GroupKeeper;
}

const SELECT = `
select code, id, jsonb_build_object('lv', name_lv, 'en', name_en) as name,
  grantor_id as "grantorId", kept_by as "keptBy"
from entitlements.recipient_groups
where $1::text is null or code = $1::text
order by code
limit 10000`;

/** All groups by their codes, or the one with this code. */
export async function listGroups(
  db: Database,
  code: string | null = null,
): Promise<Map<string, Group>> {
  const rows = await db.query<Group & Record<string, unknown>>(SELECT, [code]);
  return new Map(rows.map((row) => [row.code, row]));
}
