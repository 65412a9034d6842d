import type { Context } from '../../platform/context.ts';
import type { Calendar } from './calendar.ts';
import { readCalendarFiles, readSchemeFiles } from './read-classifier-files.ts';
import type { Scheme } from './scheme.ts';
import { replaceCalendar } from './sql/replace-calendar.ts';
import { replaceSchemes } from './sql/replace-schemes.ts';

export interface ClassifierContent {
  schemes?: readonly Scheme[];
  calendar?: Calendar;
}

/**
 * Makes the tables hold exactly the given schemes and calendar (those of the files, unless others
 * are given). Running it again changes nothing. Schemes that are not given stay.
 */
export async function loadClassifiers(
  context: Context,
  content: ClassifierContent = {},
): Promise<void> {
  const schemes = content.schemes ?? readSchemeFiles();
  const calendar = content.calendar ?? readCalendarFiles();
  await context.db.transaction(async (db) => {
    await replaceSchemes(db, schemes);
    await replaceCalendar(db, calendar);
  });
}
