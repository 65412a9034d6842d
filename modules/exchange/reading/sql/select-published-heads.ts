import type { Database } from '../../../../platform/database/database.ts';

export interface PublishedHead {
  code: string;
  version: number;
  position: number;
}

const SELECT = `
select set.code, version.version, head.position
from unnest($1::text[], $2::smallint[]) as asked (code, version)
join exchange.data_sets set on set.code = asked.code
join exchange.versions version
  on version.data_set_id = set.id and version.version = asked.version
join exchange.heads head on head.version_id = version.id
where version.state = 'published'`;

/** The newest positions of these versions, of those that are published. */
export async function selectPublishedHeads(
  db: Database,
  names: readonly { code: string; version: number }[],
): Promise<PublishedHead[]> {
  return await db.query<PublishedHead & Record<string, unknown>>({
    name: 'exchange-select-published-heads',
    text: SELECT,
    values: [names.map(({ code }) => code), names.map(({ version }) => version)],
  });
}
