import type { Context } from '../../platform/context.ts';
import { type Classifiers, makeClassifiers } from './classifiers.ts';
import { listSchemes } from './sql/list-schemes.ts';
import { readCalendar } from './sql/read-calendar.ts';

/** Reads all classifiers of the database into memory: a few hundred concepts. */
export async function readClassifiers(context: Pick<Context, 'db'>): Promise<Classifiers> {
  return makeClassifiers(await listSchemes(context.db), await readCalendar(context.db));
}
