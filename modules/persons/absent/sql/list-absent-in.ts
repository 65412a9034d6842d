import type { Database } from '../../../../platform/database/database.ts';
import { HELD, type Range, type Stated, valuesOf } from '../held.ts';

/** Of whom something ends: organisations by their numbers. */
export interface Ending {
  name: string;
  /** Only what was dropped ends; the rest is still stated. */
  isNamed: boolean;
}

/** Those of a range of whom something is stated and who are not named, or of whom some of it was dropped. */
export async function listAbsentIn(db: Database, stated: Stated, range: Range): Promise<Ending[]> {
  const name =
    stated.of === 'organisation'
      ? `(select registration_number from persons.organisations where id = held.subject_id)`
      : 'held.subject_id';
  return await db.query<Ending & Record<string, unknown>>(
    `
select ${name} as name, named.subject_id is not null as "isNamed"${HELD[stated.of]}
where named.subject_id is null or held.is_dropped`,
    valuesOf(stated, range),
  );
}
