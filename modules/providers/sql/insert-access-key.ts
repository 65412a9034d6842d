import type { Database } from '../../../platform/database/database.ts';

const INSERT = `
insert into providers.access_keys (id, ids_id, secret_hash, key_version, created_at, expires_at)
values ($1::uuid, $2::uuid, $3::bytea, $4::smallint, $5::timestamptz, $6::timestamptz)`;

export async function insertAccessKey(
  db: Database,
  key: {
    id: string;
    idsId: string;
    secretHash: Buffer;
    keyVersion: number;
    createdAt: Date;
    expiresAt: Date | null;
  },
): Promise<void> {
  const { id, idsId, secretHash, keyVersion, createdAt, expiresAt } = key;
  await db.query(INSERT, [id, idsId, secretHash, keyVersion, createdAt, expiresAt]);
}
