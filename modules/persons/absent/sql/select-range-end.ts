import type { Database } from '../../../../platform/database/database.ts';
import type { Subject } from '../held.ts';

/** The ids of all are of one order, and none stands for two. */
const idsOf = (subject: Subject, table: string) => `(
    select id from ${table} where '${subject}' = any($3::text[]) and id > $1::uuid
    order by id limit $2::integer + 1)`;

const SELECT = `
select id from (
  ${idsOf('person', 'persons.persons')}
  union all ${idsOf('household', 'persons.households')}
  union all ${idsOf('organisation', 'persons.organisations')}
) one
order by id offset $2::integer limit 1`;

/** The id that ends the next range of so many; none when fewer are left. */
export async function selectRangeEnd(
  db: Database,
  { subjects, after, size }: { subjects: readonly Subject[]; after: string; size: number },
): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>(SELECT, [after, size, subjects]);
  return row?.id;
}
