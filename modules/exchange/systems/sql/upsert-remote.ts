import type { Database } from '../../../../platform/database/database.ts';

interface Remote {
  name: string;
  url: string;
  sealedKey: Buffer;
  organisationIds: readonly string[];
  renewedAt: Date;
}

const UPSERT = `
insert into exchange.remotes (name, url, sealed_key, organisation_ids, renewed_at)
values ($1::text, $2::text, $3::bytea, $4::uuid[], $5::timestamptz)
on conflict (name) do update
set url = excluded.url, sealed_key = excluded.sealed_key,
    organisation_ids = excluded.organisation_ids, renewed_at = excluded.renewed_at`;

export async function upsertRemote(db: Database, remote: Remote): Promise<void> {
  const { name, url, sealedKey, organisationIds, renewedAt } = remote;
  await db.query(UPSERT, [name, url, sealedKey, organisationIds, renewedAt]);
}
