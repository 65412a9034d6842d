import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';
import { VERSIONS } from '../../data-sets/sql/select-versions.ts';
import type { Version, VersionName } from '../../version.ts';

export interface PublishedRow extends Version {
  source: { code: string; name: LocalizedText };
  /** When its sender was last whole, and when something last changed. */
  loadedAt: Date | null;
  changedAt: Date | null;
}

interface Asked {
  today: Day;
  /** Part of a code, a name or its institution's; empty: of any. */
  search: string;
  /** One version alone; null: all of them. */
  name: VersionName | null;
  after: VersionName | null;
  limit: number;
}

const SELECT = `
with published as materialized (
  ${VERSIONS}
  join persons.organisations source on source.id = set.organisation_id
  where version.state = 'published'
    and (version.ends_on is null or version.ends_on > $1::date)
    and ($2::text = '' or strpos(lower(concat_ws(' ', set.code, revision.definition -> 'name' ->> 'lv',
      revision.definition -> 'name' ->> 'en', source.name_lv, source.name_en)), lower($2::text)) > 0)
    and ($3::text is null or (set.code, version.version) = ($3::text, $4::smallint))
    and (set.code, version.version) > ($5::text, $6::smallint)
  order by set.code, version.version
  limit $7::integer
)
select published.*, load.ended_at as "loadedAt", change.recorded_at as "changedAt",
  jsonb_build_object('code', source.code,
    'name', jsonb_build_object('lv', source.name_lv, 'en', source.name_en)) as source
from published
join persons.organisations source on source.id = published."organisationId"
left join exchange.last_loads load on load.version_id = published.id
left join lateral (
  select recorded_at from exchange.changes
  where version_id = published.id order by position desc limit 1
) change on true
order by published.code, published.version`;

/** Versions that others may ask to read, in the order of codes and versions, and how fresh each is. */
export async function selectPublished(db: Database, asked: Asked): Promise<PublishedRow[]> {
  const { today, search, name, after, limit } = asked;
  return await db.query<PublishedRow & Record<string, unknown>>(SELECT, [
    ...[today, search, name?.code ?? null, name?.version ?? null],
    ...[after?.code ?? '', after?.version ?? 0, limit],
  ]);
}
