import type { Classifiers } from '../modules/classifiers/index.ts';
import { compileConditions } from '../modules/reliefs/compiled/compile-conditions.ts';
import { FORMS, parametersOf } from './rules/conditions.ts';
import { HAND_RULES, type HandCodes } from './rules/hand-written.ts';
import { KnownPerson } from './rules/known-person.ts';
import { ASKED_DAY, benchPopulation } from './rules/population.ts';
import { benchVocabulary } from './rules/vocabulary.ts';

const RULES = 200;
const PERSONS = 1_000;
const ROUNDS = 60;

/**
 * `npm run bench -- rules`: the verdicts of 200 rules about one person, compiled from the text of
 * their conditions, beside twenty forms of the same rules written by hand, each ten times with other
 * parameters. Both write into the same kind of buffer and must agree about every person first.
 */
export function benchRules(): void {
  const concepts = benchVocabulary();
  const population = benchPopulation(PERSONS);
  const startMs = performance.now();
  const compiled = compiledSubject(concepts);
  const compiledMs = performance.now() - startMs;
  const byHand = handSubject(concepts);
  const [one, other] = [new Uint8Array(RULES), new Uint8Array(RULES)];
  const counts = [0, 0, 0];
  population.forEach((person, number) => {
    compiled(person, one);
    byHand(person, other);
    one.forEach((verdict, rule) => {
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      if (verdict === other[rule]) return;
      const form = rule % FORMS.length;
      throw new Error(`Rule ${rule} (form ${form}) differs about person ${number}.`);
    });
  });
  const times: { compiled: number[]; byHand: number[] } = { compiled: [], byHand: [] };
  const time = (subject: typeof compiled, into: number[]) => {
    const startMs = performance.now();
    for (const person of population) subject(person, one);
    into.push(((performance.now() - startMs) * 1000) / PERSONS);
  };
  for (let round = 0; round < ROUNDS; round++) {
    time(compiled, times.compiled);
    time(byHand, times.byHand);
  }
  const [medianCompiled, medianByHand] = [median(times.compiled), median(times.byHand)];
  const [no, unknown, yes] = counts;
  console.log(
    `${RULES} rules, ${PERSONS} persons; verdicts: ${yes} yes, ${no} no, ${unknown} unknown`,
  );
  console.log(`compiling     ${compiledMs.toFixed(0)} ms, once for all rules`);
  console.log(`compiled      ${medianCompiled.toFixed(2)} µs a person (median of ${ROUNDS})`);
  console.log(`by hand       ${medianByHand.toFixed(2)} µs a person`);
  console.log(`ratio         ${(medianCompiled / medianByHand).toFixed(2)}`);
}

type Subject = (person: ReturnType<typeof benchPopulation>[number], into: Uint8Array) => void;

function compiledSubject(concepts: Classifiers): Subject {
  const positions = Array.from({ length: RULES }, (_, position) => position);
  const conditions = positions.map(
    (at) => FORMS[at % FORMS.length]?.(parametersOf(at)) ?? { all: [] },
  );
  const territories = positions.map((at) => parametersOf(at).territory);
  const rules = compileConditions(conditions, concepts);
  return (person, into) => rules.verdicts({ person, day: ASKED_DAY, territories }, into);
}

function handSubject(concepts: Classifiers): Subject {
  const setsOf = (scheme: string, codes: readonly string[]) =>
    new Map(codes.map((code) => [code, concepts.codesOf(scheme, code)]));
  const parameters = Array.from({ length: RULES }, (_, position) => parametersOf(position));
  const codes: HandCodes = {
    rural: concepts.codesOf('territories', 'rural'),
    within: setsOf(
      'territories',
      parameters.map(({ territory }) => territory),
    ),
    stage: setsOf(
      'education-stages',
      parameters.map(({ stage }) => stage),
    ),
    familyStatus: setsOf(
      'family-statuses',
      parameters.map(({ status }) => status),
    ),
  };
  const rules = parameters.flatMap(
    (one, at) => HAND_RULES[at % HAND_RULES.length]?.(one, codes) ?? [],
  );
  let known: KnownPerson | undefined;
  return (person, into) => {
    known ??= new KnownPerson(person);
    known.fill(person, ASKED_DAY);
    for (let at = 0; at < rules.length; at++) into[at] = rules[at]?.(known) ?? 0;
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
