import type { Database } from '../../../../platform/database/database.ts';
import type { Permission } from '../permission.ts';
import { periodAt } from '../quota-period.ts';

interface Asked {
  number?: string;
  /** Permissions that this organisation holds, or that are for its data sets. */
  holderId?: string;
  sourceId?: string;
  /** Instant at which uses of a period are counted. */
  now: Date;
  /** Numbers before this one: the newest come first. */
  before?: string;
  limit: number;
}

const PARTY = (name: string) => `jsonb_build_object(
    'id', ${name}.id, 'code', ${name}.code, 'territory', ${name}.territory,
    'registrationNumber', ${name}.registration_number,
    'name', jsonb_build_object('lv', ${name}.name_lv, 'en', ${name}.name_en))`;

const SELECT = `
select
  permission.id, permission.number, permission.data_set_id as "dataSetId", set.code as "dataSet",
  ${PARTY('source')} as source, ${PARTY('holder')} as holder,
  versions.versions, newer.newer, permission.state, permission.agreed_by as "agreedBy",
  permission.proposed,
  permission.purpose, permission.legal_basis as "legalBasis", permission.fields, permission.rows,
  permission.quota, permission.quota_period as "quotaPeriod",
  permission.rate_per_minute as "ratePerMinute",
  permission.price_cents as "priceCents", permission.valid_from as "validFrom",
  permission.valid_until as "validUntil", permission.applied_at as "appliedAt", uses.used,
  uses.used_in_period as "usedInPeriod"
from exchange.permissions permission
join exchange.data_sets set on set.id = permission.data_set_id
join persons.organisations source on source.id = set.organisation_id
join persons.organisations holder on holder.id = permission.holder_id
cross join lateral (
  select jsonb_agg(jsonb_build_object('versionId', permitted.version_id,
    'version', version.version, 'endsOn', version.ends_on, 'granted', permitted.granted)
    order by version.version) as versions
  from exchange.permission_versions permitted
  join exchange.versions version on version.id = permitted.version_id
  where permitted.permission_id = permission.id
) versions
cross join lateral (
  select coalesce(array_agg(version.version order by version.version), '{}') as newer
  from exchange.versions version
  where version.data_set_id = permission.data_set_id and version.state = 'published'
    and (version.ends_on is null or version.ends_on > $7::date)
    and version.version > (versions.versions -> -1 ->> 'version')::integer
    and not exists (
      select from exchange.permission_versions asked
      join exchange.permissions other on other.id = asked.permission_id
      where asked.version_id = version.id and other.holder_id = permission.holder_id
        and other.state in ('applied', 'agreed', 'granted', 'suspended')
        and other.valid_until >= $7::date
    )
) newer
cross join lateral (
  select coalesce(sum(held.used), 0)::bigint as used,
    coalesce(sum(exchange.used_in(held, case permission.quota_period
      when 'month' then $6::date when 'day' then $7::date end)), 0)::bigint as used_in_period
  from exchange.permission_slots held where held.permission_id = permission.id
) uses
where ($1::text is null or permission.number = $1::text)
  and ($2::uuid is null or permission.holder_id = $2::uuid)
  and ($3::uuid is null or set.organisation_id = $3::uuid)
  and ($4::text is null or permission.number < $4::text)
order by permission.number desc
limit $5::integer`;

/** Permissions with their parties and how often they were used, the newest first. */
export async function selectPermissions(db: Database, asked: Asked): Promise<Permission[]> {
  const { number, holderId, sourceId, before, limit, now } = asked;
  const values = [
    ...[number ?? null, holderId ?? null, sourceId ?? null, before ?? null, limit],
    ...[periodAt('month', now), periodAt('day', now)],
  ];
  return await db.query<Permission & Record<string, unknown>>(SELECT, values);
}
