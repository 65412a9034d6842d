import type { Database } from '../../../../platform/database/database.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';
import type { GroupKeeper } from '../recipient-groups.ts';

interface GroupRow {
  id: string;
  code: string;
  grantorId: string;
  name: LocalizedText;
  keptBy: GroupKeeper;
}

const UPSERT = `
insert into entitlements.recipient_groups (id, code, grantor_id, name_lv, name_en, kept_by)
select "id", "code", "grantorId", "name" ->> 'lv', "name" ->> 'en', "keptBy"
from jsonb_to_recordset($1::jsonb) as given (
  "id" uuid, "code" text, "grantorId" uuid, "name" jsonb, "keptBy" text
)
on conflict (code) do update
set name_lv = excluded.name_lv, name_en = excluded.name_en
where (recipient_groups.name_lv, recipient_groups.name_en)
  is distinct from (excluded.name_lv, excluded.name_en)`;

/** Adds groups, or renames those whose code is known. Each code stands once. */
export async function upsertGroups(db: Database, groups: readonly GroupRow[]): Promise<void> {
  await db.query(UPSERT, [JSON.stringify(groups)]);
}
