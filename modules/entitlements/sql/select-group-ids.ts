import type { Database } from '../../../platform/database/database.ts';

const SELECT = 'select code, id from entitlements.recipient_groups limit 10000';

/** Ids of all groups by their codes. */
export async function selectGroupIds(db: Database): Promise<Map<string, string>> {
  const rows = await db.query<{ code: string; id: string }>(SELECT);
  return new Map(rows.map(({ code, id }) => [code, id]));
}
