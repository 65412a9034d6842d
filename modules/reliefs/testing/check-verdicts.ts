import { expect, test } from 'vitest';
import type { PersonFacts } from '../../persons/person-facts.ts';
import { compileConditions } from '../compiled/compile-conditions.ts';
import { VERDICT_OF_CODE } from '../compiled/verdict-codes.ts';
import type { Condition, Verdict } from '../condition.ts';
import { explainCondition } from '../explain-condition.ts';
import { somePerson, tinyConcepts } from './tiny-concepts.ts';

const DAY = '2026-03-11';

type Row = [words: string, Condition, Partial<PersonFacts>, Verdict, day?: string];

/** The verdict by its meaning, and the same by the compiled condition. */
export function verdictOf(condition: Condition, known: Partial<PersonFacts>, day = DAY): Verdict {
  const person = somePerson(known);
  const subject = { person, day, concepts: tinyConcepts, grantorTerritory: '0099000' };
  const { verdict } = explainCondition(condition, subject);
  const into = new Uint8Array(1);
  const compiled = compileConditions([condition], tinyConcepts);
  compiled.verdicts({ person, day, territories: ['0099000'] }, into);
  expect(VERDICT_OF_CODE[into[0] ?? -1]).toBe(verdict);
  return verdict;
}

/** One test for each row. */
export function checkVerdicts(rows: Row[]): void {
  test.each(rows)('%s', (_words, condition, known, expected, day) => {
    expect(verdictOf(condition, known, day)).toBe(expected);
  });
}
