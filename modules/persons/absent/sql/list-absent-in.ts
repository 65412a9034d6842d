import type { Database } from '../../../../platform/database/database.ts';
import { HELD, type Range, type Stated, valuesOf } from '../held.ts';

/** Those of a range of whom something is stated and who are not named; organisations by their numbers. */
export async function listAbsentIn(db: Database, stated: Stated, range: Range): Promise<string[]> {
  const name =
    stated.of === 'organisation'
      ? `(select registration_number from persons.organisations where id = held.subject_id)`
      : 'held.subject_id';
  const rows = await db.query<{ name: string }>(
    `
select ${name} as name${HELD[stated.of]}
where named.subject_id is null`,
    valuesOf(stated, range),
  );
  return rows.map((row) => row.name);
}
