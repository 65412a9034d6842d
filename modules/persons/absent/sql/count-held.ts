import type { Database } from '../../../../platform/database/database.ts';
import { HELD, type Range, type Stated, valuesOf } from '../held.ts';

/** Of how many something is stated, and of how many of these something ends: not named, or dropped. */
export async function countHeld(
  db: Database,
  stated: Stated,
  range: Range,
): Promise<{ held: number; absent: number }> {
  const [row] = await db.query<{ held: number; absent: number }>(
    `
select count(*)::integer as held,
  (count(*) filter (where named.subject_id is null or held.is_dropped))::integer as absent
${HELD}`,
    valuesOf(stated, range),
  );
  return row ?? { held: 0, absent: 0 };
}
