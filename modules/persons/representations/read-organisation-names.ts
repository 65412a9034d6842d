import type { Context } from '../../../platform/context.ts';

/** Names of organisations by id, whether or not anybody represents them still. */
export async function readOrganisationNames(
  { db }: Pick<Context, 'db'>,
  organisationIds: readonly string[],
): Promise<Map<string, { lv: string; en: string }>> {
  if (organisationIds.length === 0) return new Map();
  const rows = await db.query<{ id: string; lv: string; en: string }>(SQL, [organisationIds]);
  return new Map(rows.map(({ id, lv, en }) => [id, { lv, en }]));
}

const SQL = `
select id, name_lv as lv, name_en as en from persons.organisations where id = any($1::uuid[])`;
