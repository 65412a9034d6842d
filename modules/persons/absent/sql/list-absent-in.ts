import type { Database } from '../../../../platform/database/database.ts';
import { HELD, type Range, type Stated, type Subject, valuesOf } from '../held.ts';

/** Of whom something ends. */
export interface Ending {
  subject: Subject;
  /** The id; of an organisation its registration number. */
  name: string;
  /** Only what was dropped ends; the rest is still stated. */
  isNamed: boolean;
}

const SELECT = `
select held.subject,
  case held.subject
    when 'organisation' then (
      select registration_number from persons.organisations where id = held.subject_id)
    else held.subject_id::text
  end as name,
  named.subject_id is not null as "isNamed"${HELD}
where named.subject_id is null or held.is_dropped`;

/** Those of a range of whom something is stated and who are not named, or of whom some of it was dropped. */
export async function listAbsentIn(db: Database, stated: Stated, range: Range): Promise<Ending[]> {
  return await db.query<Ending & Record<string, unknown>>(SELECT, valuesOf(stated, range));
}
