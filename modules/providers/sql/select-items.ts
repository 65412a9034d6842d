import type { Database } from '../../../platform/database/database.ts';
import type { Item, Page } from '../catalogue.ts';

interface Row {
  code: string;
  class: string;
  name_lv: string;
  name_en: string;
  unit_price_cents: number | null;
  tax_basis_points: number;
}

const SELECT = `
select code, class, name_lv, name_en, unit_price_cents, tax_basis_points
from providers.items
where organisation_id = $1::uuid and active and code > $2::text
order by code
limit $3::integer`;

export async function selectItems(
  db: Database,
  { organisationId, page }: { organisationId: string; page: Page },
): Promise<Item[]> {
  const rows = await db.query<Row & Record<string, unknown>>(SELECT, [
    organisationId,
    page.after,
    page.limit,
  ]);
  return rows.map((row) => ({
    code: row.code,
    class: row.class,
    name: { lv: row.name_lv, en: row.name_en },
    unitPriceCents: row.unit_price_cents,
    taxBasisPoints: row.tax_basis_points,
  }));
}
