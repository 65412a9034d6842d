import type { Database } from '../../../../platform/database/database.ts';

interface RemoteRow {
  url: string;
  sealedKey: Buffer;
}

const SELECT = `
select url, sealed_key as "sealedKey"
from exchange.remotes
where name = $1::text and $2::uuid = any (organisation_ids)`;

/** Another installation by the name that the operator gave it, for an institution that may read from it. */
export async function selectRemote(
  db: Database,
  { name, organisationId }: { name: string; organisationId: string },
): Promise<RemoteRow | undefined> {
  const [row] = await db.query<RemoteRow & Record<string, unknown>>(SELECT, [name, organisationId]);
  return row;
}
