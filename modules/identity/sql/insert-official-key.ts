import type { Database } from '../../../platform/database/database.ts';

const INSERT = `
with ended as (
  update identity.official_keys set expires_at = $5::timestamptz
  where official_id = $2::uuid and expires_at > $5::timestamptz
)
insert into identity.official_keys
  (id, official_id, secret_hash, key_version, created_at, expires_at)
values ($1::uuid, $2::uuid, $3::bytea, $4::smallint, $5::timestamptz, $6::timestamptz)`;

/** Gives an official a key; the keys that they had end now. */
export async function insertOfficialKey(
  db: Database,
  key: {
    id: string;
    officialId: string;
    secretHash: Buffer;
    keyVersion: number;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  const { id, officialId, secretHash, keyVersion, createdAt, expiresAt } = key;
  await db.query(INSERT, [id, officialId, secretHash, keyVersion, createdAt, expiresAt]);
}
