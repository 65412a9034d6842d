import { askingPerson } from '../../platform/asking.ts';
import type { Context } from '../../platform/context.ts';
import type { HeldMeans } from './means.ts';
import { selectMeansOfPerson } from './sql/select-means-of-person.ts';

/** The means of the asking person, newest first: at most 100, without one-time codes. */
export async function listMeans(context: Context): Promise<HeldMeans[]> {
  return await selectMeansOfPerson(context.db, {
    personId: askingPerson(context),
    now: context.clock.now(),
  });
}
