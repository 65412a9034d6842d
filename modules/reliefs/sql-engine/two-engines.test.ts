import { expect, test } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import type { Condition, Verdict } from '../condition.ts';
import type { Explanation } from '../explain-condition.ts';
import { askDatabase, askInProcess, drawAskings, openSharedWorld } from '../testing/two-engines.ts';

/**
 * The law of the two engines: in process and in the database, each condition has the same verdict
 * about each person on each day. `KOPLIETA_SEED` repeats a run.
 */
const seed = Number(process.env.KOPLIETA_SEED ?? Math.floor(Math.random() * 1e9));
const INSTRUCTIONS = 2_000;
const PERSONS_EACH = 64;
const CASES_MIN = 100_000;

test('both engines agree on every verdict', { timeout: 300_000 }, async () => {
  console.log(`seed ${seed}: KOPLIETA_SEED=${seed} repeats this run`);
  const context = await testContext();
  const shared = await openSharedWorld(context, { seed, persons: 500 });
  const drawn = { seed, instructions: INSTRUCTIONS, persons: PERSONS_EACH };
  const seen = new Map<string, number>();
  const wrong: unknown[] = [];
  let cases = 0;
  for (const asking of drawAskings(shared, drawn)) {
    const verdicts = await askDatabase(context.db, asking);
    for (const id of asking.personIds) {
      const person = shared.persons.get(id);
      if (!person) throw new Error('The world has lost a person.');
      const explanation = askInProcess(asking, person);
      if (explanation) {
        cases += 1;
        countConstructs(explanation, seen);
      }
      const [inDatabase, inProcess] = [verdicts.get(id), explanation?.verdict];
      if (inDatabase !== inProcess)
        wrong.push({ ...asking, personIds: [id], inDatabase, inProcess });
    }
    if (wrong.length > 20) break;
  }
  expect(JSON.stringify(wrong.slice(0, 3), null, 1)).toBe('[]');
  expect(cases).toBeGreaterThanOrEqual(CASES_MIN);
  const missing = CONSTRUCTS.flatMap(({ name, verdicts }) =>
    verdicts.map((verdict) => `${name} ${verdict}`).filter((one) => !seen.has(one)),
  );
  expect(missing).toEqual([]);
});

const ALL_THREE: readonly Verdict[] = ['yes', 'no', 'unknown'];
/** What is always known of everybody. */
const KNOWN: readonly Verdict[] = ['yes', 'no'];

const CONSTRUCTS = [
  ...[
    ...['all', 'any', 'not', 'atLeast', 'definition', 'related', 'held', 'sum', 'sum self'],
    ...[
      'sum where',
      'sum perUnit',
      'fact is',
      'fact in',
      'fact hasAll',
      'fact within',
      'fact from',
    ],
    ...['fact to', 'fact below', 'fact elapsed', 'fact notOlderThan', 'related from'],
    ...['related below', 'related self', 'held atLeast'],
  ].map((name) => ({ name, verdicts: ALL_THREE })),
  ...[
    'age',
    'age from',
    'age below',
    'age in',
    'age on',
    'born',
    'born from',
    'born below',
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
  const inner =
    'age' in condition ? condition.age : 'born' in condition ? condition.born : condition;
  return Object.keys(inner);
}
