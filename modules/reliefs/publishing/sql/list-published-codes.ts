import type { Database } from '../../../../platform/database/database.ts';

const LIST = `select distinct code from reliefs.drafts where status = 'published'`;

/** Codes of reliefs and definitions of which officials have published something. */
export async function listPublishedCodes(db: Database): Promise<Set<string>> {
  const rows = await db.query<{ code: string }>(LIST);
  return new Set(rows.map(({ code }) => code));
}
