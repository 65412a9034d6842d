import fc from 'fast-check';
import { addYears, daysBetween, LAST_DAY } from '../../../platform/clock/day.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { type PersonFacts, readPersonFacts } from '../../persons/index.ts';
import type { Condition } from '../condition.ts';
import type { Grantor } from '../instruction.ts';
import type { Asking } from './ask-engines.ts';
import { anyCondition } from './condition-arbitraries.ts';
import { BORN_OFTEN, fillRandomWorld, type World } from './random-world.ts';
import { tinyContent } from './tiny-concepts.ts';

/** A world in the database, and what is known of its persons in memory. */
export interface SharedWorld {
  world: World;
  /** What is known of the persons of one asking. */
  personsOf(asking: Asking): PersonFacts[];
}

const GRANTORS: readonly Grantor[] = [
  'ministry',
  'm-0099000',
  { municipalityOf: 'residence' },
  { municipalityOf: 'institution-territory' },
];
const CODES: Readonly<Record<string, readonly string[]>> = {
  territories: ['0099110', '0099120', '0098110', '0098000', '0099130', '0098130', 'elsewhere'],
  skills: ['sports', 'swimming', 'running', 'music', 'singing'],
  'disability-groups': ['group-1', 'group-2', 'child'],
  housing: ['rented', 'owned', 'other'],
  permits: ['red', 'blue'],
};

/** Only the kinds that the random conditions ask about, so that they meet. */
const KINDS = new Set([
  ...['residence', 'institution-territory', 'disability', 'employed', 'skills', 'permits'],
  ...['housing', 'grade', 'points', 'income', 'aid', 'household-income', 'moved-in'],
]);

/** Fills a database at random, and reads all of it as the engine in process does. */
export async function openSharedWorld(
  context: TestContext,
  { seed, persons }: { seed: number; persons: number },
): Promise<SharedWorld> {
  const world = await fillRandomWorld(context.adminDb, {
    seed,
    persons,
    kinds: tinyContent.factKinds.filter(({ code }) => KINDS.has(code)),
    codesOf: ({ scheme, code }) => CODES[scheme ?? code] ?? [],
    groups: ['choir', 'club'],
  });
  await context.adminDb.query('analyze');
  const known = await readPersonFacts(context, world.personIds);
  const byId = new Map(known.map((person) => [person.personId, person]));
  return {
    world,
    personsOf: ({ personIds }) => personIds.flatMap((id) => byId.get(id) ?? []),
  };
}

/** Instructions, days and persons drawn by a seed. */
export function drawAskings(
  { world }: SharedWorld,
  { seed, instructions, persons }: { seed: number; instructions: number; persons: number },
): Asking[] {
  const { below, pick, personIds, someDay } = world;
  return fc.sample(anyCondition, { seed, numRuns: instructions }).map((drawn) => {
    const stated = JSON.stringify(drawn).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const asking = {
      condition: drawn,
      grantor: pick(GRANTORS),
      day: stated.length > 0 && below(2) === 0 ? pick(stated) : someDay(),
      personIds: [...new Set(Array.from({ length: persons }, () => pick(personIds)))],
    };
    const kind = below(8);
    if (kind === 0) return { ...asking, ...atEdge(world) };
    return kind === 1 ? { ...asking, condition: aboutRelated(drawn, pick) } : asking;
  });
}

/** Where something begins, ends or grows stale is where engines err. */
function atEdge({ days, pick }: World): Pick<Asking, 'condition' | 'day' | 'grantor'> {
  const [first = '', last = ''] = [pick(days), pick(days)].sort();
  const span = { days: Math.max(1, daysBetween(first, last)) };
  const whole = { atLeast: span, inLast: span };
  const condition = pick<Condition>([
    { held: { group: pick(['choir', 'club']) }, ...whole },
    { held: { fact: 'permits' }, ...whole },
    { fact: pick(['points', 'residence', 'aid']), notOlderThan: span },
    { held: { fact: 'permits', hasAll: ['red', 'blue'] }, ...whole, atLeast: { days: 1 } },
    { fact: 'institution-territory', within: 'grantor' },
    { fact: 'moved-in', to: pick([addYears(first, -1), LAST_DAY]) },
    { born: { from: BORN_OFTEN[0], below: BORN_OFTEN[2] } },
  ]);
  return { condition, day: last, grantor: { municipalityOf: 'residence' } };
}

/** The same asked of related persons: what it asks about their own relations, nobody knows. */
function aboutRelated(where: Condition, pick: World['pick']): Condition {
  return pick<Condition>([
    { related: 'household', where },
    { count: 'household', where, self: true, from: 2 },
    { sum: 'points', over: 'child', where, below: 5 },
  ]);
}
