import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select id, organisation_id as "organisationId" from exchange.information_systems
where code = $1::text`;

export async function selectSystem(
  db: Database,
  code: string,
): Promise<{ id: string; organisationId: string } | undefined> {
  const [row] = await db.query<{ id: string; organisationId: string }>(SELECT, [code]);
  return row;
}
