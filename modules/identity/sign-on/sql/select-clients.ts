import type { Database } from '../../../../platform/database/database.ts';
import type { Client } from '../client.ts';

export interface ClientRow extends Client {
  organisationId: string | null;
  createdAt: Date;
  endedAt: Date | null;
}

const SELECT = `
select client.id, client.organisation_id as "organisationId", organisation.code as organisation,
  json_build_object('lv', client.name_lv, 'en', client.name_en) as name,
  client.kind, client.authentication, client.jwks, client.redirect_uris as "redirectUris",
  client.sign_out_uris as "signOutUris", client.back_channel_uri as "backChannelUri",
  client.scopes, client.minimum_level as "minimumLevel", client.means, client.binding,
  client.strict, client.created_at as "createdAt", client.ended_at as "endedAt"
from identity.clients client
left join persons.organisation_names organisation on organisation.id = client.organisation_id
where $1::text is null or client.id = $1::text
order by client.id
limit $2::integer`;

/** Clients by their ids, those that ended too: all, or the one with the id. */
export async function selectClients(
  db: Database,
  { id, limit }: { id: string | null; limit: number },
): Promise<ClientRow[]> {
  return await db.query<ClientRow & Record<string, unknown>>({
    name: 'identity.select-clients',
    text: SELECT,
    values: [id, limit],
  });
}
