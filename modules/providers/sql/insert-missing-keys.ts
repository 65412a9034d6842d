import type { Database } from '../../../platform/database/database.ts';

const INSERT = `
insert into providers.access_keys (id, ids_id, secret_hash, key_version, created_at)
select given.id, ids.id, decode(given."secretHash", 'hex'), $2::smallint, $3::timestamptz
from jsonb_to_recordset($1::jsonb) as given (id uuid, "idsCode" text, "secretHash" text)
join providers.ids on ids.code = given."idsCode"
on conflict (id) do nothing`;

/** Inserts keys by the codes of their IDS; those already there stay as they are, revoked ones too. */
export async function insertMissingKeys(
  db: Database,
  keys: {
    rows: readonly { id: string; idsCode: string; secretHash: string }[];
    keyVersion: number;
    createdAt: Date;
  },
): Promise<void> {
  await db.query(INSERT, [JSON.stringify(keys.rows), keys.keyVersion, keys.createdAt]);
}
