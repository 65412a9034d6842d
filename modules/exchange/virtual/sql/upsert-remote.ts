import type { Database } from '../../../../platform/database/database.ts';

const UPSERT = `
insert into exchange.remotes (name, url, sealed_key, renewed_at)
values ($1::text, $2::text, $3::bytea, $4::timestamptz)
on conflict (name) do update
set url = excluded.url, sealed_key = excluded.sealed_key, renewed_at = excluded.renewed_at`;

export async function upsertRemote(
  db: Database,
  remote: { name: string; url: string; sealedKey: Buffer; renewedAt: Date },
): Promise<void> {
  const { name, url, sealedKey, renewedAt } = remote;
  await db.query(UPSERT, [name, url, sealedKey, renewedAt]);
}
