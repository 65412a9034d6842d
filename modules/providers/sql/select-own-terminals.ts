import type { Database } from '../../../platform/database/database.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

/** A terminal as its organisation sees it. */
export interface OwnTerminal {
  terminalId: string;
  code: string;
  /** Suspended also when its IDS is. */
  status: 'active' | 'suspended';
  /** Name of its IDS. */
  ids: string;
  pointOfService: LocalizedText;
}

const SELECT = `
select terminal.id as "terminalId", terminal.code, ids.name as ids,
  case when terminal.status = 'active' and ids.status = 'active' then 'active' else 'suspended' end as status,
  jsonb_build_object('lv', point.name_lv, 'en', point.name_en) as "pointOfService"
from providers.ids
join providers.terminals terminal on terminal.ids_id = ids.id
join providers.points_of_service point on point.id = terminal.point_of_service_id
where ids.organisation_id = $1::uuid
order by point.name_lv, terminal.code, terminal.id
limit $2::integer`;

export async function selectOwnTerminals(
  db: Database,
  { organisationId, limit }: { organisationId: string; limit: number },
): Promise<OwnTerminal[]> {
  return await db.query<OwnTerminal & Record<string, unknown>>(SELECT, [organisationId, limit]);
}
