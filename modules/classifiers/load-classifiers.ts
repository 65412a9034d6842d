import type { Context } from '../../platform/context.ts';
import type { ClassifierContent } from './classifiers.ts';
import { readContentFiles } from './read-classifier-files.ts';
import { replaceCalendar } from './sql/replace-calendar.ts';
import { replaceFactKinds } from './sql/replace-fact-kinds.ts';
import { replaceSchemes } from './sql/replace-schemes.ts';

/**
 * Makes the tables hold exactly the given schemes, calendar and kinds of facts (those of the files,
 * unless others are given). Running it again changes nothing. Schemes that are not given stay.
 */
export async function loadClassifiers(
  context: Context,
  content: ClassifierContent = readContentFiles(),
): Promise<void> {
  await context.db.transaction(async (db) => {
    await replaceSchemes(db, content.schemes);
    await replaceCalendar(db, content.calendar);
    await replaceFactKinds(db, content.factKinds);
  });
}
