import type { Database } from '../../../../platform/database/database.ts';

/** One value for all rows of a list, so that confirming it says which: SHA-256 of persons and days. */
export async function digestListRows(db: Database, listId: string): Promise<string | null> {
  const [row] = await db.query<{ digest: string | null }>(
    `select encode(sha256(convert_to(string_agg(
       concat_ws(' ', person_id, to_char(valid_from, 'YYYY-MM-DD'), to_char(valid_to, 'YYYY-MM-DD')),
       E'\\n' order by person_id), 'UTF8')), 'hex') as digest
     from entitlements.member_list_rows where list_id = $1::uuid`,
    [listId],
  );
  return row?.digest ?? null;
}
