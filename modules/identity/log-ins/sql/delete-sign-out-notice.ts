import type { Database } from '../../../../platform/database/database.ts';

/** Of this the client has heard, or never will. */
export async function deleteSignOutNotice(db: Database, id: string): Promise<void> {
  await db.query('delete from identity.sign_out_notices where id = $1::uuid', [id]);
}
