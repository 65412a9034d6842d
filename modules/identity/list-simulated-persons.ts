import { rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { foldText, holdsWords } from '../../platform/text/fold-text.ts';
import { readPersonNames } from '../persons/index.ts';
import { listPersonsToChoose, type PersonToChoose } from './sql/list-persons-to-choose.ts';

const PAGE_SIZE = 20;
/** So many persons of the simulated country are offered: their names must be decrypted to be found. */
const AMONG = 20_000;
const BATCH = 1_000;

export interface SimulatedPerson {
  personId: string;
  name: string;
  birthYear: number;
  /** Reliefs that the person has today. */
  reliefs: number;
  /** Means of identification that the person can show. */
  means: number;
}

/** Persons of the simulated country to sign in as; those with the most reliefs first. */
export async function listSimulatedPersons(
  context: Context,
  name: string,
): Promise<SimulatedPerson[]> {
  const words = foldText(name);
  const persons = await listPersonsToChoose(context.db, {
    day: rigaDay(context.clock.now()),
    among: AMONG,
    limit: words === '' ? PAGE_SIZE : AMONG,
  });
  const found: SimulatedPerson[] = [];
  for (let from = 0; from < persons.length && found.length < PAGE_SIZE; from += BATCH) {
    found.push(...(await namedLike(context, persons.slice(from, from + BATCH), words)));
  }
  return found.slice(0, PAGE_SIZE);
}

async function namedLike(
  context: Context,
  persons: PersonToChoose[],
  words: string,
): Promise<SimulatedPerson[]> {
  const names = await readPersonNames(
    context,
    persons.map(({ id }) => id),
  );
  return persons
    .map(({ id, ...rest }) => ({ personId: id, name: names.get(id) ?? '', ...rest }))
    .filter(({ name }) => holdsWords(name, words));
}
