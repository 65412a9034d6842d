import type { Context } from '../../../platform/context.ts';
import type { ProviderStatement } from '../provider-statement.ts';

const POINTS = `
insert into providers.points_of_service (id, organisation_id, code, name_lv, name_en, territory)
select id, organisation_id, code, name_lv, name_en, territory
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, organisation_id uuid, code text, name_lv text, name_en text, territory text
)
on conflict (organisation_id, code) do update
set name_lv = excluded.name_lv, name_en = excluded.name_en, territory = excluded.territory
where (points_of_service.name_lv, points_of_service.name_en, points_of_service.territory)
  is distinct from (excluded.name_lv, excluded.name_en, excluded.territory)
returning id`;

const IDS = `
insert into providers.ids (id, organisation_id, code, name)
select id, organisation_id, code, name
from jsonb_to_recordset($1::jsonb) as given (id uuid, organisation_id uuid, code text, name text)
on conflict (code) do update
set name = excluded.name
where ids.organisation_id = excluded.organisation_id and ids.name <> excluded.name
returning id`;

const TERMINALS = `
insert into providers.terminals (id, ids_id, point_of_service_id, code)
select given.id, ids.id, point.id, given.code
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, organisation_id uuid, ids text, point text, code text
)
join providers.ids on ids.code = given.ids and ids.organisation_id = given.organisation_id
join providers.points_of_service point
  on point.organisation_id = given.organisation_id and point.code = given.point
on conflict (ids_id, code) do update
set point_of_service_id = excluded.point_of_service_id
where terminals.point_of_service_id <> excluded.point_of_service_id
returning id`;

const ITEMS = `
insert into providers.items (
  id, organisation_id, code, class, name_lv, name_en, unit_price_cents, tax_basis_points
)
select id, organisation_id, code, class, name_lv, name_en, unit_price_cents, tax_basis_points
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, organisation_id uuid, code text, class text, name_lv text, name_en text,
  unit_price_cents bigint, tax_basis_points integer
)
on conflict (organisation_id, code) do update
set class = excluded.class, name_lv = excluded.name_lv, name_en = excluded.name_en,
  unit_price_cents = excluded.unit_price_cents, tax_basis_points = excluded.tax_basis_points
where (items.class, items.name_lv, items.name_en, items.unit_price_cents, items.tax_basis_points)
  is distinct from (excluded.class, excluded.name_lv, excluded.name_en, excluded.unit_price_cents,
    excluded.tax_basis_points)
returning id`;

interface Merge {
  providers: readonly ProviderStatement[];
  /** Id of an organisation by its code. */
  idOf(code: string): string;
}

/** Writes what differs; returns how many rows that were. Runs in the caller's transaction. */
export async function mergeProviders(
  { db, ids }: Pick<Context, 'db' | 'ids'>,
  { providers, idOf }: Merge,
): Promise<number> {
  const stated = providers.map((provider) => ({ ...provider, id: idOf(provider.organisation) }));
  const points = stated.flatMap(({ id, pointsOfService }) =>
    pointsOfService.map(({ code, name, territory }) => ({
      id: ids.next(),
      organisation_id: id,
      code,
      name_lv: name.lv,
      name_en: name.en,
      territory,
    })),
  );
  const systems = stated.flatMap(({ id, ids: own }) =>
    own.map(({ code, name }) => ({ id: ids.next(), organisation_id: id, code, name })),
  );
  const terminals = stated.flatMap(({ id, ids: own }) =>
    own.flatMap((system) =>
      system.terminals.map(({ code, pointOfService }) => ({
        id: ids.next(),
        organisation_id: id,
        ids: system.code,
        point: pointOfService,
        code,
      })),
    ),
  );
  const items = stated.flatMap((provider) =>
    provider.items.map(({ code, name, unitPriceCents, taxBasisPoints, class: itemClass }) => ({
      id: ids.next(),
      organisation_id: provider.id,
      code,
      class: itemClass,
      name_lv: name.lv,
      name_en: name.en,
      unit_price_cents: unitPriceCents,
      tax_basis_points: taxBasisPoints,
    })),
  );
  let written = 0;
  const merges: [string, unknown[]][] = [
    [POINTS, points],
    [IDS, systems],
    [TERMINALS, terminals],
    [ITEMS, items],
  ];
  for (const [statement, rows] of merges) {
    written += (await db.query(statement, [JSON.stringify(rows)])).length;
  }
  return written;
}
