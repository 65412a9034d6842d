import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

export async function selectLivingPerson(
  db: Database,
  id: string,
): Promise<{ birthDate: Day } | undefined> {
  const [row] = await db.query<{ birthDate: Day }>({
    name: 'identity.select-living-person',
    text: `select birth_date as "birthDate" from persons.living_persons where id = $1::uuid`,
    values: [id],
  });
  return row;
}
