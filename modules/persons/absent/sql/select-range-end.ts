import type { Database } from '../../../../platform/database/database.ts';
import type { Stated } from '../held.ts';

const TABLES = {
  person: 'persons.persons',
  household: 'persons.households',
  organisation: 'persons.organisations',
};

/** The id that ends the next range of so many; none when fewer are left. */
export async function selectRangeEnd(
  db: Database,
  { of, after, size }: { of: Stated['of']; after: string; size: number },
): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>({
    name: `persons-select-range-end-${of}`,
    text: `
select id from ${TABLES[of]} where id > $1::uuid order by id offset $2::integer limit 1`,
    values: [after, size],
  });
  return row?.id;
}
