import fc from 'fast-check';
import type { Database } from '../../../platform/database/database.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { type PersonFacts, readPersonFacts } from '../../persons/index.ts';
import type { Condition, Verdict } from '../condition.ts';
import { resolveGrantor } from '../conditions/givings.ts';
import { livesOn } from '../conditions/subject.ts';
import { type Explanation, explainCondition } from '../explain-condition.ts';
import type { Grantor } from '../instruction.ts';
import { makePopulation } from '../sql-engine/population.ts';
import { anyCondition } from './condition-arbitraries.ts';
import { fillRandomWorld, type World } from './random-world.ts';
import { tinyConcepts, tinyContent, tinyGrantors } from './tiny-concepts.ts';

/** One instruction asked about some persons on a day. */
export interface Asking {
  condition: Condition;
  grantor: Grantor;
  day: string;
  personIds: string[];
}

/** A world in the database, and what is known of its persons in memory. */
export interface SharedWorld {
  world: World;
  persons: ReadonlyMap<string, PersonFacts>;
}

const GRANTORS: readonly Grantor[] = [
  'ministry',
  'm-0099000',
  { municipalityOf: 'residence' },
  { municipalityOf: 'institution-territory' },
];
const CODES: Readonly<Record<string, readonly string[]>> = {
  territories: ['0099110', '0099120', '0098110', '0098000', 'elsewhere'],
  skills: ['sports', 'swimming', 'running', 'music', 'singing'],
  'disability-groups': ['group-1', 'group-2', 'child'],
};

/** Only the kinds that the random conditions ask about, so that they meet. */
const KINDS = new Set([
  ...['residence', 'institution-territory', 'disability', 'employed', 'skills', 'permits'],
  ...['housing', 'grade', 'points', 'income', 'aid', 'household-income', 'moved-in'],
]);

export async function openSharedWorld(
  context: TestContext,
  { seed, persons }: { seed: number; persons: number },
): Promise<SharedWorld> {
  const world = await fillRandomWorld(context.adminDb, {
    seed,
    persons,
    kinds: tinyContent.factKinds.filter(({ code }) => KINDS.has(code)),
    codesOf: ({ scheme, code }) =>
      CODES[scheme ?? ''] ?? (code === 'housing' ? ['rented', 'owned', 'other'] : ['red', 'blue']),
    groups: ['choir', 'club'],
  });
  await context.adminDb.query('analyze');
  const known = await readPersonFacts(context, world.personIds);
  return { world, persons: new Map(known.map((person) => [person.personId, person])) };
}

/** Instructions, days and persons drawn by a seed. */
export function drawAskings(
  { world }: SharedWorld,
  { seed, instructions, persons }: { seed: number; instructions: number; persons: number },
): Asking[] {
  return fc.sample(anyCondition, { seed, numRuns: instructions }).map((condition) => ({
    condition,
    grantor: GRANTORS[world.below(GRANTORS.length)] ?? 'ministry',
    day: world.someDay(),
    personIds: [
      ...new Set(
        Array.from(
          { length: persons },
          () => world.personIds[world.below(world.personIds.length)] ?? '',
        ),
      ),
    ],
  }));
}

/** Verdicts of the database, by person; a person who does not live on the day has none. */
export async function askDatabase(
  db: Database,
  { condition, grantor, day, personIds }: Asking,
  changed: (statement: string) => string = (statement) => statement,
): Promise<Map<string, Verdict>> {
  const population = makePopulation({
    concepts: tinyConcepts,
    grantors: tinyGrantors,
    day,
    rows: (column) => `${column} = any($1::uuid[])`,
  });
  const verdict = population.verdict(condition, grantor);
  const statement = population.statement(
    { verdict },
    ' select person_id as id, verdict from answered',
  );
  const rows = await db.query<{ id: string; verdict: boolean | null }>(changed(statement), [
    personIds,
  ]);
  return new Map(
    rows.map((row) => [row.id, row.verdict === null ? 'unknown' : row.verdict ? 'yes' : 'no']),
  );
}

/** What the other engine says about a person, and why; nothing of one who does not live on the day. */
export function askInProcess(
  { condition, grantor, day }: Omit<Asking, 'personIds'>,
  person: PersonFacts,
): Explanation | undefined {
  if (!livesOn(person, day)) return undefined;
  const grantorTerritory = resolveGrantor(grantor, {
    person,
    day,
    grantors: tinyGrantors,
  })?.territory;
  return explainCondition(condition, { person, day, concepts: tinyConcepts, grantorTerritory });
}
