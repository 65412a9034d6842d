import type { Database } from '../../../../platform/database/database.ts';

/** Lets nobody else act on a draft until the transaction ends. */
export async function lockDraft(db: Database, id: string): Promise<void> {
  await db.query('select 1 from reliefs.drafts where id = $1::uuid for update', [id]);
}
