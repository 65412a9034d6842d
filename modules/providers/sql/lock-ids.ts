import type { Database } from '../../../platform/database/database.ts';

const LOCK = `
select organisation_id as "organisationId" from providers.ids where id = $1::uuid for update`;

/** The organisation of an IDS, which stays as it is until the transaction ends. */
export async function lockIds(db: Database, idsId: string): Promise<string | undefined> {
  const [row] = await db.query<{ organisationId: string }>(LOCK, [idsId]);
  return row?.organisationId;
}
