import type { Database } from '../../../../platform/database/database.ts';

const INSERT = `
insert into exchange.access_keys
  (id, information_system_id, secret_hash, key_version, created_at, expires_at)
values ($1::uuid, $2::uuid, $3::bytea, $4::smallint, $5::timestamptz, $6::timestamptz)`;

export async function insertSystemKey(
  db: Database,
  key: {
    id: string;
    systemId: string;
    secretHash: Buffer;
    keyVersion: number;
    createdAt: Date;
    expiresAt: Date | null;
  },
): Promise<void> {
  const { id, systemId, secretHash, keyVersion, createdAt, expiresAt } = key;
  await db.query(INSERT, [id, systemId, secretHash, keyVersion, createdAt, expiresAt]);
}
