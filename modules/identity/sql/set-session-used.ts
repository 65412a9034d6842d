import type { Database } from '../../../platform/database/database.ts';

/** Keeps a session from growing idle. */
export async function setSessionUsed(db: Database, id: string, usedAt: Date): Promise<void> {
  await db.query({
    name: 'identity.set-session-used',
    text: 'update identity.sessions set used_at = $2::timestamptz where id = $1::uuid',
    values: [id, usedAt],
  });
}
