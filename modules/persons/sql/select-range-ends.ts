import type { Database } from '../../../platform/database/database.ts';

const SELECT = `
select id
from (select id, row_number() over (order by id) as position from persons.persons) numbered
where position % $1::integer = 0
order by id`;

/** Every so-manieth id, in order. */
export async function selectRangeEnds(db: Database, persons: number): Promise<string[]> {
  return (await db.query<{ id: string }>(SELECT, [persons])).map(({ id }) => id);
}
