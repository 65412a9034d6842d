import { addYears, type Day } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { selectChildren } from './sql/select-children.ts';

const ADULT_YEARS = 18;

/**
 * Ids of those for whom a person acts by law on a day: living children and wards who are not yet 18, as
 * the register of persons states them (Civil Law of Latvia, Sections 177, 186 and 222).
 */
export async function listChildren(
  { db }: Pick<Context, 'db'>,
  personId: string,
  day: Day,
): Promise<string[]> {
  const related = await selectChildren(db, personId, day);
  return related
    .filter(({ birthDate }) => addYears(birthDate, ADULT_YEARS) > day)
    .map(({ id }) => id);
}
