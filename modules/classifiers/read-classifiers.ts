import type { Context } from '../../platform/context.ts';
import { type Classifiers, makeClassifiers } from './classifiers.ts';
import type { FactKind } from './fact-kind.ts';
import { listFactKinds } from './sql/list-fact-kinds.ts';
import { listSchemes } from './sql/list-schemes.ts';
import { readCalendar } from './sql/read-calendar.ts';
import { readClassifiersMark } from './sql/read-classifiers-mark.ts';

/** Reads all classifiers of the database into memory: a few hundred concepts. */
export async function readClassifiers({ db }: Pick<Context, 'db'>): Promise<Classifiers> {
  return makeClassifiers({
    schemes: await listSchemes(db),
    calendar: await readCalendar(db),
    factKinds: await listFactKinds(db),
  });
}

/** A text that changes when concepts or kinds of facts do: who has read them may keep them. */
export async function classifiersMark({ db }: Pick<Context, 'db'>): Promise<string> {
  return await readClassifiersMark(db);
}

/** What registers may state, in the order of codes. */
export async function readFactKinds({ db }: Pick<Context, 'db'>): Promise<FactKind[]> {
  return await listFactKinds(db);
}
