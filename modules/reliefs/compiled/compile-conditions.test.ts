import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Verdict } from '../condition.ts';
import { explainCondition } from '../explain-condition.ts';
import { anyCondition, someDay } from '../testing/condition-arbitraries.ts';
import { constructsOf } from '../testing/constructs.ts';
import { anyPerson } from '../testing/person-arbitraries.ts';
import { someFact, somePerson, tinyConcepts } from '../testing/tiny-concepts.ts';
import { compileConditions } from './compile-conditions.ts';
import { VERDICT_OF_CODE } from './verdict-codes.ts';

const TERRITORY = fc.constantFrom('0099000', '0098000', undefined);

const asked = fc.record({
  conditions: fc.array(fc.tuple(anyCondition, TERRITORY), { minLength: 1, maxLength: 16 }),
  persons: fc.array(fc.tuple(anyPerson, someDay), { minLength: 1, maxLength: 12 }),
});

const PATIENCE_MS = 120_000;

test(
  'compiled conditions mean what their explanations say, every construct with every verdict',
  () => {
    const seen = new Map<string, Set<Verdict>>();
    let cases = 0;
    fc.assert(
      fc.property(asked, ({ conditions, persons }) => {
        const compiled = compileConditions(
          conditions.map(([condition]) => condition),
          tinyConcepts,
        );
        const territories = conditions.map(([, territory]) => territory);
        const into = new Uint8Array(conditions.length);
        for (const [person, day] of persons) {
          compiled.verdicts({ person, day, territories }, into);
          conditions.forEach(([condition, grantorTerritory], position) => {
            const subject = { person, day, concepts: tinyConcepts, grantorTerritory };
            const { verdict } = explainCondition(condition, subject);
            const code = into[position] ?? -1;
            if (VERDICT_OF_CODE[code] !== verdict) {
              expect({ condition, verdict: VERDICT_OF_CODE[code] }).toEqual({ condition, verdict });
            }
            cases += 1;
            note(condition, verdict);
          });
        }
      }),
      { numRuns: 600 },
    );
    expect(cases).toBeGreaterThan(10_000);
    const missing = [...seen].filter(([, verdicts]) => verdicts.size < 3);
    expect(missing).toEqual([]);

    function note(condition: Condition, verdict: Verdict): void {
      for (const construct of constructsOf(condition)) {
        seen.set(construct, (seen.get(construct) ?? new Set()).add(verdict));
      }
    }
  },
  PATIENCE_MS,
);

test('a condition may have thousands of parts', () => {
  const parts: Condition[] = Array.from({ length: 5000 }, (_, grade) => ({
    fact: 'grade',
    from: grade,
  }));
  const conditions: Condition[] = [{ any: parts }, { all: parts }, { atLeast: 3, of: parts }];
  const into = new Uint8Array(3);
  const person = somePerson({ facts: [someFact('grade', 2)] });
  const territories = [undefined, undefined, undefined];
  compileConditions(conditions, tinyConcepts).verdicts(
    { person, day: '2026-03-11', territories },
    into,
  );
  expect([...into]).toEqual([2, 0, 2]);
});
