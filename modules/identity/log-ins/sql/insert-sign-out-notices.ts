import type { Database } from '../../../../platform/database/database.ts';

export interface NewSignOutNotice {
  id: string;
  clientId: string;
  sealed: Buffer;
  at: Date;
}

/** Writes of what clients are to be told, due at once. */
export async function insertSignOutNotices(
  db: Database,
  notices: readonly NewSignOutNotice[],
): Promise<void> {
  await db.query(
    `insert into identity.sign_out_notices (id, client_id, sealed, made_at, due_at)
     select id, client_id, sealed, at, at
     from unnest($1::uuid[], $2::text[], $3::bytea[], $4::timestamptz[])
       as stated (id, client_id, sealed, at)`,
    [
      notices.map(({ id }) => id),
      notices.map(({ clientId }) => clientId),
      notices.map(({ sealed }) => sealed),
      notices.map(({ at }) => at),
    ],
  );
}
