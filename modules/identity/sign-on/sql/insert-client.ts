import type { Database } from '../../../../platform/database/database.ts';
import type { Client } from '../client.ts';

const INSERT = `
insert into identity.clients
  (id, organisation_id, name_lv, name_en, kind, authentication, jwks, redirect_uris, sign_out_uris,
   back_channel_uri, scopes, minimum_level, means, binding, strict, created_at)
select $1::text, organisation.id, $3::text, $4::text, $5::text, $6::text, $7::jsonb, $8::text[],
  $9::text[], $10::text, $11::text[], $12::text, $13::text[], $14::text, $15::boolean, $16::timestamptz
from (select $2::text as code) as given
left join persons.organisation_names organisation on organisation.code = given.code
where given.code is null or organisation.id is not null
on conflict (id) do nothing
returning organisation_id as "organisationId"`;

/** Adds a client; undefined when its id is taken or no organisation has the code. */
export async function insertClient(
  db: Database,
  client: Client,
  createdAt: Date,
): Promise<{ organisationId: string | null } | undefined> {
  const [row] = await db.query<{ organisationId: string | null }>(INSERT, [
    client.id,
    client.organisation,
    client.name.lv,
    client.name.en,
    client.kind,
    client.authentication,
    client.jwks && JSON.stringify(client.jwks),
    client.redirectUris,
    client.signOutUris,
    client.backChannelUri,
    client.scopes,
    client.minimumLevel,
    client.means,
    client.binding,
    client.strict,
    createdAt,
  ]);
  return row;
}
