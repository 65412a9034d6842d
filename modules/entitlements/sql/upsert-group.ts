import type { Database } from '../../../platform/database/database.ts';

const UPSERT = `
insert into entitlements.recipient_groups (id, code, grantor_id, name_lv, name_en)
values ($1::uuid, $2::text, $3::uuid, $4::text, $5::text)
on conflict (code) do update
set name_lv = excluded.name_lv, name_en = excluded.name_en
where (recipient_groups.name_lv, recipient_groups.name_en)
  is distinct from (excluded.name_lv, excluded.name_en)`;

export async function upsertGroup(
  db: Database,
  group: { id: string; code: string; grantorId: string; name: { lv: string; en: string } },
): Promise<void> {
  const { id, code, grantorId, name } = group;
  await db.query(UPSERT, [id, code, grantorId, name.lv, name.en]);
}
