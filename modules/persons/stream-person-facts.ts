import type { Context } from '../../platform/context.ts';
import type { PersonFacts } from './person-facts.ts';
import { readPersonFacts } from './read-person-facts.ts';
import { listPersonIds } from './sql/list-person-rows.ts';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const BATCH_PERSONS = 1_000;

/**
 * What is known about all persons, in batches ordered by id: memory holds one batch, however many
 * there are. Persons added meanwhile come last, since their ids are newer.
 */
export async function* streamPersonFacts(
  context: Pick<Context, 'db' | 'clock'>,
  batchPersons = BATCH_PERSONS,
): AsyncGenerator<PersonFacts[]> {
  let after = FIRST_ID;
  for (;;) {
    const ids = await listPersonIds(context.db, { after, limit: batchPersons });
    const last = ids.at(-1);
    if (!last) return;
    yield await readPersonFacts(context, ids);
    after = last;
  }
}
