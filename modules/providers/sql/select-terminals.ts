import type { Database } from '../../../platform/database/database.ts';
import type { Page, Terminal } from '../catalogue.ts';

interface Row {
  code: string;
  status: Terminal['status'];
  point_code: string;
  name_lv: string;
  name_en: string;
  territory: string;
}

const SELECT = `
select terminal.code, terminal.status, point.code as point_code, point.name_lv, point.name_en,
  point.territory
from providers.terminals terminal
join providers.points_of_service point on point.id = terminal.point_of_service_id
where terminal.ids_id = $1::uuid and terminal.code > $2::text
order by terminal.code
limit $3::integer`;

export async function selectTerminals(
  db: Database,
  { idsId, page }: { idsId: string; page: Page },
): Promise<Terminal[]> {
  const rows = await db.query<Row & Record<string, unknown>>(SELECT, [
    idsId,
    page.after,
    page.limit,
  ]);
  return rows.map(({ code, status, point_code, name_lv, name_en, territory }) => ({
    code,
    status,
    pointOfService: { code: point_code, name: { lv: name_lv, en: name_en }, territory },
  }));
}
