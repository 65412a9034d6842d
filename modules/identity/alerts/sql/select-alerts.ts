import type { Database } from '../../../../platform/database/database.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';
import type { AlertRule } from '../alert.ts';

export interface AlertRow {
  id: string;
  rule: AlertRule;
  recordId: string;
  act: string;
  official: { id: string; name: string };
  /** Whose look it was, as a person; null: known by an access key alone. */
  officialPersonId: string | null;
  organisationId: string | null;
  /** Null: of the operator. */
  organisation: { code: string; name: LocalizedText } | null;
  personId: string | null;
  persons: number | null;
  lookedAt: Date;
  notedAt: Date;
  settledBy: string | null;
  settledAt: Date | null;
  reasonEncrypted: Buffer | null;
}

export interface AlertFilter {
  /** Of whose officials; null: of all. */
  organisationId: string | null;
  id?: string | undefined;
  isSettled?: boolean | undefined;
  /** The last alert of the page before. */
  before?: string | undefined;
  limit: number;
}

const SELECT = `
select alert.id, alert.rule, alert.record_id as "recordId", alert.act,
  jsonb_build_object('id', official.id, 'name', official.name) as official,
  official.person_id as "officialPersonId", alert.organisation_id as "organisationId",
  case when organisation.id is not null then jsonb_build_object('code', organisation.code, 'name',
    jsonb_build_object('lv', organisation.name_lv, 'en', organisation.name_en)) end as organisation,
  alert.person_id as "personId", alert.persons, alert.looked_at as "lookedAt",
  alert.noted_at as "notedAt", settler.name as "settledBy", settled.settled_at as "settledAt",
  settled.reason_encrypted as "reasonEncrypted"
from identity.alerts alert
join identity.officials official on official.id = alert.official_id
left join persons.organisation_names organisation on organisation.id = alert.organisation_id
left join identity.alert_settlements settled on settled.alert_id = alert.id
left join identity.officials settler on settler.id = settled.settled_by
where ($1::uuid is null or alert.organisation_id = $1::uuid)
  and ($2::uuid is null or alert.id = $2::uuid)
  and ($3::boolean is null or (settled.alert_id is not null) = $3::boolean)
  and ($4::uuid is null or alert.id < $4::uuid)
order by alert.id desc
limit $5::integer`;

/** Alerts that fit, the newest first. */
export async function selectAlerts(db: Database, filter: AlertFilter): Promise<AlertRow[]> {
  const { organisationId, id, isSettled, before, limit } = filter;
  const values = [organisationId, id ?? null, isSettled ?? null, before ?? null, limit];
  return await db.query<AlertRow & Record<string, unknown>>(SELECT, values);
}
