import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Verdict } from '../condition.ts';
import { livesOn } from '../conditions/subject.ts';
import { explainCondition } from '../explain-condition.ts';
import { anyCondition, someDay } from '../testing/condition-arbitraries.ts';
import { anyPerson } from '../testing/person-arbitraries.ts';
import { tinyConcepts } from '../testing/tiny-concepts.ts';
import { lintCondition } from './lint-condition.ts';
import type { LintCode } from './lint-rules.ts';

const LIVES = 200;
const TIMEOUT_MS = 120_000;
const numRuns = Number(process.env.FC_RUNS ?? 500);
const world = { concepts: tinyConcepts, days: { from: '2018-01-01', to: null } };
const lives = fc
  .sample(fc.tuple(anyPerson, someDay), { numRuns: LIVES })
  .filter(([person, day]) => livesOn(person, day));

/** What a finding about the whole condition says of everybody's verdict. */
const SAYS: Partial<Record<LintCode, (verdict: Verdict) => boolean>> = {
  'never-holds': (verdict) => verdict !== 'yes',
  'always-holds': (verdict) => verdict === 'yes',
  'never-refuses': (verdict) => verdict !== 'no',
};
/** Parts that can be left out without changing who meets the condition. */
const SUPERFLUOUS: readonly LintCode[] = [
  'part-without-effect',
  'alternative-covered',
  'part-unreachable',
];

/** Small conditions joined, so that parts often cover or exclude each other. */
const joined: fc.Arbitrary<Condition> = fc
  .tuple(anyCondition, anyCondition, fc.integer({ min: 0, max: 3 }))
  .map(([one, other, which]): Condition => {
    if (which === 0) return { any: [one, { all: [one, other] }] };
    if (which === 1) return { all: [one, { any: [other, { not: one }] }] };
    if (which === 2) return { all: [{ any: [one, other] }, other] };
    return { any: [other, one] };
  });

test('what the linter says of a condition is so for everybody', {
  timeout: TIMEOUT_MS,
}, () => {
  const count = new Map<LintCode, number>();
  const property = fc.property(fc.oneof(anyCondition, joined), (condition) => {
    for (const { code, path } of lintCondition({ condition, path: [], context: [] }, world)) {
      count.set(code, (count.get(code) ?? 0) + 1);
      const says = SAYS[code];
      if (says && path.length === 0) {
        const wrong = verdictsOf(condition).findIndex((verdict) => !says(verdict));
        if (wrong >= 0) throw new Error(`${code} is wrong of ${JSON.stringify(lives[wrong])}`);
      }
      if (!SUPERFLUOUS.includes(code) || path.length === 0 || path.includes('where')) continue;
      const before = verdictsOf(condition).map((verdict) => verdict === 'yes');
      const after = verdictsOf(without(condition, path)).map((verdict) => verdict === 'yes');
      const wrong = before.findIndex((holds, index) => holds !== after[index]);
      if (wrong >= 0)
        throw new Error(`${code} ${path} is wrong of ${JSON.stringify(lives[wrong])}`);
    }
  });
  fc.assert(property, { numRuns });
  const often: LintCode[] = ['never-holds', ...SUPERFLUOUS];
  for (const code of often) expect(count.get(code) ?? 0, code).toBeGreaterThan(numRuns / 40);
});

function verdictsOf(condition: Condition): Verdict[] {
  return lives.map(([person, day]) => {
    const subject = { person, day, concepts: tinyConcepts, grantorTerritory: '0099000' };
    return explainCondition(condition, subject).verdict;
  });
}

/** The condition without the part at the path; what is left of a joint stays. */
function without(condition: Condition, path: readonly (string | number)[]): Condition {
  // Not structuredClone: a part that stands twice would be one in the copy too.
  const copy = JSON.parse(JSON.stringify(condition)) as Record<string, unknown>;
  let node: unknown = copy;
  for (const step of path.slice(0, -1)) node = (node as Record<string | number, unknown>)[step];
  if (Array.isArray(node)) node.splice(Number(path.at(-1)), 1);
  return copy as Condition;
}
