import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/** Some living persons who were born in a half-open period, in the order of their ids. */
export async function selectAdults(
  db: Database,
  { bornFrom, bornBefore, limit }: { bornFrom: Day; bornBefore: Day; limit: number },
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from persons.living_persons
     where birth_date >= $1::date and birth_date < $2::date
     order by id limit $3::integer`,
    [bornFrom, bornBefore, limit],
  );
  return rows.map(({ id }) => id);
}
