import type { Database } from '../../../../platform/database/database.ts';

/** The last block that was looked through. Of several servers, the others wait until the transaction ends. */
export async function lockCursor(db: Database): Promise<number> {
  const [row] = await db.query<{ block: number }>(
    'select block from identity.alert_cursor for update',
  );
  if (!row) throw new Error('The cursor of the alerts is missing.');
  return row.block;
}
