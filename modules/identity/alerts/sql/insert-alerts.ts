import type { Database } from '../../../../platform/database/database.ts';
import type { AlertRule } from '../alert.ts';

export interface NewAlert {
  id: string;
  rule: AlertRule;
  /** The record of the audit. */
  recordId: string;
  act: string;
  officialId: string;
  organisationId: string | null;
  personId: string | null;
  persons: number | null;
  lookedAt: Date;
}

const INSERT = `
with added as (
  insert into identity.alerts (id, rule, record_id, act, official_id, organisation_id, person_id,
    persons, looked_at, noted_at)
  select id, rule, record_id, act, official_id, organisation_id, person_id, persons, looked_at,
    $10::timestamptz
  from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[],
    $8::integer[], $9::timestamptz[])
    as found (id, rule, record_id, act, official_id, organisation_id, person_id, persons, looked_at)
  on conflict do nothing
  returning id
)
select count(*)::integer as added from added`;

/** Notes alerts, but not what is noted already: says how many are new. */
export async function insertAlerts(
  db: Database,
  alerts: readonly NewAlert[],
  notedAt: Date,
): Promise<number> {
  if (alerts.length === 0) return 0;
  const column = <Name extends keyof NewAlert>(name: Name) => alerts.map((alert) => alert[name]);
  const [row] = await db.query<{ added: number }>(INSERT, [
    column('id'),
    column('rule'),
    column('recordId'),
    column('act'),
    column('officialId'),
    column('organisationId'),
    column('personId'),
    column('persons'),
    column('lookedAt'),
    notedAt,
  ]);
  return row?.added ?? 0;
}
