import type { Database } from '../../../../platform/database/database.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';
import type { Definition } from '../../definition.ts';
import type { GrantedFields } from '../../permissions/granted-fields.ts';

interface Named {
  code: string;
  name: LocalizedText;
}

export interface OwnUseRow {
  id: string;
  usedAt: Date;
  /** May be about anybody in the data set. */
  everybody: boolean;
  version: number;
  /** As it was when it was used. */
  definition: Definition;
  source: Named;
  /** Null: the operator. */
  reader: Named | null;
  permission: string | null;
  purpose: LocalizedText | null;
  legalBasis: LocalizedText | null;
  granted: GrantedFields | null;
}

const NAMED = (name: string) => `case when ${name}.id is not null then jsonb_build_object(
    'code', ${name}.code, 'name', jsonb_build_object('lv', ${name}.name_lv, 'en', ${name}.name_en)) end`;

/**
 * Both kinds are read backwards along an index, of each hash no further than the page. What was about two
 * codes of the person is one use.
 */
const SELECT = `
with found as (
  select own.used_at, own.use_id as id
  from unnest($1::bytea[]) as named (person_hash)
  cross join lateral (
    select used_at, use_id from exchange.use_persons
    where person_hash = named.person_hash and (used_at, use_id) < ($2::timestamptz, $3::uuid)
    order by used_at desc, use_id desc limit $4::integer
  ) own
  union
  (
    select used_at, id from exchange.uses
    where all_persons and (used_at, id) < ($2::timestamptz, $3::uuid)
    order by used_at desc, id desc limit $4::integer
  )
)
select
  use.id, use.used_at as "usedAt", use.all_persons as everybody, version.version,
  revision.definition, ${NAMED('source')} as source, ${NAMED('reader')} as reader,
  permission.number as permission, permission.purpose, permission.legal_basis as "legalBasis",
  permitted.granted
from found
join exchange.uses use on use.id = found.id and use.used_at = found.used_at
join exchange.versions version on version.id = use.version_id
join exchange.data_sets set on set.id = version.data_set_id
join exchange.revisions revision
  on revision.version_id = use.version_id and revision.revision = use.revision
join persons.organisations source on source.id = set.organisation_id
left join persons.organisations reader on reader.id = use.organisation_id
left join exchange.permissions permission on permission.id = use.permission_id
left join exchange.permission_versions permitted
  on permitted.permission_id = use.permission_id and permitted.version_id = use.version_id
order by found.used_at desc, found.id desc
limit $4::integer`;

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Uses of records that were, or may have been, about a person: the newest first, before one of them. */
export async function selectOwnUses(
  db: Database,
  asked: {
    personHashes: readonly Buffer[];
    before: { usedAt: string; id: string } | null;
    limit: number;
  },
): Promise<OwnUseRow[]> {
  const { personHashes, before, limit } = asked;
  const from = [before?.usedAt ?? 'infinity', before?.id ?? LAST_ID];
  return await db.query<OwnUseRow & Record<string, unknown>>(SELECT, [
    personHashes,
    ...from,
    limit,
  ]);
}
