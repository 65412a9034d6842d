import type { Database } from '../../../../platform/database/database.ts';

const UPSERT = `
insert into exchange.information_systems (id, organisation_id, code, name, created_at)
values ($1::uuid, $2::uuid, $3::text, $4::text, $5::timestamptz)
on conflict (code) do update set name = excluded.name
where information_systems.organisation_id = excluded.organisation_id
returning id`;

/** Adds a system or renames it; false when another institution has the code. */
export async function upsertSystem(
  db: Database,
  system: { id: string; organisationId: string; code: string; name: string; createdAt: Date },
): Promise<boolean> {
  const { id, organisationId, code, name, createdAt } = system;
  const rows = await db.query(UPSERT, [id, organisationId, code, name, createdAt]);
  return rows.length > 0;
}
