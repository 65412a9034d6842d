import type { Database } from '../../../platform/database/database.ts';
import type { Organisation } from '../organisation.ts';

/** Inserts organisations or updates what differs; gives how many rows were written. */
export async function upsertOrganisations(
  db: Database,
  organisations: readonly Organisation[],
): Promise<number> {
  const rows = await db.query(SQL, [JSON.stringify(organisations)]);
  return rows.length;
}

const SQL = `
insert into persons.organisations as held
  (id, code, registration_number, name_lv, name_en, kind, roles, territory)
select id, code, "registrationNumber", name ->> 'lv', name ->> 'en', kind, roles, territory
from jsonb_to_recordset($1::jsonb) as stated (id uuid, code text, "registrationNumber" text,
  name jsonb, kind text, roles text[], territory text)
on conflict (code) do update
set registration_number = excluded.registration_number, name_lv = excluded.name_lv,
  name_en = excluded.name_en, kind = excluded.kind, roles = excluded.roles,
  territory = excluded.territory
where (held.registration_number, held.name_lv, held.name_en, held.kind, held.roles,
    held.territory)
  is distinct from (excluded.registration_number, excluded.name_lv, excluded.name_en,
    excluded.kind, excluded.roles, excluded.territory)
returning id`;
