import type { Database } from '../../../../platform/database/database.ts';

/** Which official entered a mandate that was given on paper. */
export interface Enterer {
  mandateId: string;
  official: string;
  /** Null: the operator's. */
  organisation: { lv: string; en: string } | null;
}

const SELECT = `
select scan.mandate_id as "mandateId", official.name as official,
  case when organisation.id is not null
    then jsonb_build_object('lv', organisation.name_lv, 'en', organisation.name_en) end
    as organisation
from identity.mandate_scans scan
join identity.officials official on official.id = scan.entered_by
left join persons.organisation_names organisation on organisation.id = official.organisation_id
where scan.mandate_id = any($1::uuid[])`;

/** Who entered those of these mandates that were given on paper. */
export async function selectEnterers(
  db: Database,
  mandateIds: readonly string[],
): Promise<Enterer[]> {
  return await db.query<Enterer & Record<string, unknown>>(SELECT, [mandateIds]);
}
