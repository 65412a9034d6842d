import { expect, test } from 'vitest';
import { SEED } from '../../../platform/testing/seed.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import type { Condition, Verdict } from '../condition.ts';
import { resolveGrantor } from '../conditions/givings.ts';
import { type Explanation, explainCondition } from '../explain-condition.ts';
import { type Asking, askDatabase, askInProcess } from '../testing/ask-engines.ts';
import { DATABASE_FAULTS, PROCESS_FAULTS } from '../testing/faults.ts';
import { importWithFault } from '../testing/import-with-fault.ts';
import { tinyConcepts, tinyGrantors } from '../testing/tiny-concepts.ts';
import { drawAskings, openSharedWorld } from '../testing/two-engines.ts';

/**
 * The law of the two engines: in process and in the database, each condition has the same verdict
 * about each person on each day, past and later ones too.
 */
/** Small ones are drawn more than once: of these, so many differ. */
const INSTRUCTIONS = 2_250;
const DIFFERENT_MIN = 2_000;
const PERSONS_EACH = 64;
const CASES_MIN = 100_000;
const PATIENCE = { timeout: 300_000 };

const context = await testContext();
const shared = await openSharedWorld(context, { seed: SEED, persons: 500 });
const askings = drawAskings(shared, {
  seed: SEED,
  instructions: INSTRUCTIONS,
  persons: PERSONS_EACH,
});
/** What the sound engine of the database has answered, by the position of the asking. */
const answers: Map<string, Verdict>[] = [];

test('both engines agree on every verdict', PATIENCE, async () => {
  const seen = new Map<string, number>();
  let cases = 0;
  for (const asking of askings) {
    const verdicts = await askDatabase(context.db, asking);
    answers.push(verdicts);
    const difference = differenceOf(
      asking,
      verdicts,
      askInProcess(asking, shared.personsOf(asking)),
    );
    expect({ ...asking, difference }).toMatchObject({ difference: undefined });
    cases += verdicts.size;
    for (const explanation of explanationsOf(asking, verdicts)) countConstructs(explanation, seen);
  }
  expect(cases).toBeGreaterThanOrEqual(CASES_MIN);
  const different = new Set(askings.map(({ condition }) => JSON.stringify(condition)));
  expect(different.size).toBeGreaterThanOrEqual(DIFFERENT_MIN);
  const missing = CONSTRUCTS.flatMap(({ name, verdicts }) =>
    verdicts.map((verdict) => `${name} ${verdict}`).filter((one) => !seen.has(one)),
  );
  expect(missing).toEqual([]);
});

/** What is asked, and more of it by other seeds: a rare fault may be missed by one. */
function* furtherAskings() {
  yield* askings;
  for (const more of [1, 2, 3]) {
    yield* drawAskings(shared, {
      seed: SEED + more,
      instructions: INSTRUCTIONS,
      persons: PERSONS_EACH,
    });
  }
}

test.each(DATABASE_FAULTS)('a fault in the database is found: $to', PATIENCE, async (fault) => {
  await importWithFault<Engines>('testing/ask-engines.ts', fault, async (faulty) => {
    for (const asking of furtherAskings()) {
      const verdicts = await faulty.askDatabase(context.db, asking);
      const persons = shared.personsOf(asking);
      if (differenceOf(asking, verdicts, askInProcess(asking, persons))) return;
    }
    expect.unreachable('Nobody has noticed it.');
  });
});

test.each(PROCESS_FAULTS)('a fault in process is found: $to', PATIENCE, async (fault) => {
  expect(answers).toHaveLength(INSTRUCTIONS);
  await importWithFault<Engines>('testing/ask-engines.ts', fault, async (faulty) => {
    const isFound = askings.some((asking, position) => {
      const verdicts = faulty.askInProcess(asking, shared.personsOf(asking));
      return differenceOf(asking, answers[position] ?? new Map(), verdicts);
    });
    expect(isFound).toBe(true);
  });
});

interface Engines {
  askDatabase: typeof askDatabase;
  askInProcess: typeof askInProcess;
}

/** The first person about whom they differ, and how. */
function differenceOf(
  { personIds }: Asking,
  inDatabase: ReadonlyMap<string, Verdict>,
  inProcess: ReadonlyMap<string, Verdict>,
): string | undefined {
  const id = personIds.find((one) => inDatabase.get(one) !== inProcess.get(one));
  return id && `${id}: ${inDatabase.get(id)} in the database, ${inProcess.get(id)} in process`;
}

/** Explains each verdict: in the tree stands which construct has had which verdict. */
function explanationsOf(asking: Asking, verdicts: ReadonlyMap<string, Verdict>): Explanation[] {
  const { condition, grantor, day } = asking;
  return shared
    .personsOf(asking)
    .filter(({ personId }) => verdicts.has(personId))
    .map((person) => {
      const given = resolveGrantor(grantor, { person, day, grantors: tinyGrantors });
      const concepts = tinyConcepts.on(day);
      const subject = { person, day, concepts, grantorTerritory: given?.territory };
      return explainCondition(condition, subject);
    });
}

const ALL_THREE: readonly Verdict[] = ['yes', 'no', 'unknown'];
/** What is always known of everybody. */
const KNOWN: readonly Verdict[] = ['yes', 'no'];

const CONSTRUCTS = [
  ...[
    ...['all', 'any', 'not', 'atLeast', 'definition', 'related', 'held', 'sum', 'sum self'],
    ...['sum where', 'sum perUnit', 'sum from', 'sum to', 'sum below', 'fact is', 'fact in'],
    ...['fact hasAll', 'fact within', 'fact from', 'fact to', 'fact below', 'fact elapsed'],
    ...['fact notOlderThan', 'related from', 'related below', 'related self'],
  ].map((name) => ({ name, verdicts: ALL_THREE })),
  ...[
    ...['age', 'age from', 'age below', 'age in', 'age on', 'born', 'born from', 'born below'],
    'group',
  ].map((name) => ({ name, verdicts: KNOWN })),
];

/** Counts each construct of a tree, with what is stated in it, by its verdict. */
function countConstructs(explanation: Explanation, seen: Map<string, number>): void {
  const count = (name: string) => {
    const key = `${name} ${explanation.verdict}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  };
  count(explanation.kind);
  for (const stated of statedIn(explanation)) count(`${explanation.kind} ${stated}`);
  if ('parts' in explanation) for (const part of explanation.parts) countConstructs(part, seen);
  if ('members' in explanation) for (const one of explanation.members) countConstructs(one, seen);
}

function statedIn(explanation: Explanation): string[] {
  if (explanation.kind === 'related') {
    return ['from', 'below', 'self'].filter((name) => name in explanation);
  }
  if (!('condition' in explanation)) return [];
  const condition: Condition = explanation.condition;
  if ('age' in condition) return Object.keys(condition.age);
  return Object.keys('born' in condition ? condition.born : condition);
}
