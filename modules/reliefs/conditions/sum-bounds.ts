import { ageOn, type Day } from '../../../platform/clock/day.ts';
import type { Fact, PersonFacts } from '../../persons/person-facts.ts';
import type { SumCondition, Verdict, Weights } from '../condition.ts';
import { currentFacts, relatedOn, type Subject } from './subject.ts';

/**
 * Between what a sum lies: the sum in hundredths (cents of money), and the units that share it, in
 * hundredths too. `high` is null when there is no telling how much.
 */
export interface SumBounds {
  low: number;
  high: number | null;
  leastUnits: number;
  mostUnits: number;
}

/** Who is counted for certain, and who may be. */
interface CountedPersons {
  certain: readonly PersonFacts[];
  possible: readonly PersonFacts[];
}

export function countedPersons(
  { over, self }: SumCondition,
  subject: Subject,
  whereVerdict: (person: PersonFacts) => Verdict,
): CountedPersons {
  const certain: PersonFacts[] = [];
  const possible: PersonFacts[] = [];
  for (const person of relatedOn(over, subject, self)) {
    const verdict = whereVerdict(person);
    if (verdict === 'no') continue;
    if (verdict === 'yes') certain.push(person);
    possible.push(person);
  }
  return { certain, possible };
}

/**
 * What the values of the counted persons sum to. Whoever is not known to be counted gives nothing to
 * the lower bound. A fact of the household is counted once: that of the person's own household; the
 * counted persons are then only the units.
 */
export function sumBounds(
  condition: SumCondition,
  subject: Subject,
  { certain, possible }: CountedPersons,
): SumBounds {
  const low = totalOf(condition, subject, certain);
  const high = totalOf(condition, subject, possible);
  const { perUnit } = condition;
  return {
    low: low.hundredths,
    high: high.isWhole ? high.hundredths : null,
    leastUnits: perUnit ? unitsOf(perUnit, certain, subject.day) : 100,
    mostUnits: perUnit ? unitsOf(perUnit, possible, subject.day) : 100,
  };
}

/** What registers state of the persons, as far as it is summed. */
export function summedFacts(
  condition: SumCondition,
  subject: Subject,
  persons: readonly PersonFacts[],
): Fact[] {
  return statersOf(condition, subject, persons).flatMap((person) =>
    currentFacts(condition.sum, { person, day: subject.day }),
  );
}

/** Whose values are summed: a fact of the household is stated once. */
function statersOf(
  { sum }: SumCondition,
  { concepts, person }: Subject,
  persons: readonly PersonFacts[],
): readonly PersonFacts[] {
  return concepts.factKind(sum)?.of === 'household' ? [person] : persons;
}

/** Stated values in hundredths, and whether nothing can be missing. */
function totalOf(
  condition: SumCondition,
  subject: Subject,
  persons: readonly PersonFacts[],
): { hundredths: number; isWhole: boolean } {
  const kind = subject.concepts.factKind(condition.sum);
  let hundredths = 0;
  let isWhole = kind !== undefined;
  for (const person of statersOf(condition, subject, persons)) {
    const facts = currentFacts(condition.sum, { person, day: subject.day });
    if (facts.length === 0 && kind?.absent !== 'no') isWhole = false;
    for (const { value } of facts) hundredths += Number(value) * (kind?.type === 'money' ? 1 : 100);
  }
  return { hundredths, isWhole };
}

/** The units of persons, in hundredths: the eldest has `first`, the others go by age. */
export function unitsOf(
  { first, steps = [], otherwise }: Weights,
  persons: readonly PersonFacts[],
  day: Day,
): number {
  // Whoever shares the day of birth of the eldest has the same weight by age: the order is no matter.
  const weights = persons
    .toSorted((a, b) => a.birthDate.localeCompare(b.birthDate))
    .map(({ birthDate }, position) => {
      if (position === 0 && first !== undefined) return first;
      const age = ageOn(birthDate, day);
      return steps.find(({ below }) => age < below)?.weight ?? otherwise;
    });
  return weights.reduce((sum, weight) => sum + Math.round(weight * 100), 0);
}

/**
 * Whether the sum, for a unit, lies between the limits: compared by cross-multiplication, in
 * integers. Where it is not certain that anybody is counted, nothing can be divided: unknown.
 */
export function sumVerdict(
  { low, high, leastUnits, mostUnits }: SumBounds,
  asked: SumCondition,
): Verdict {
  if (leastUnits === 0) return 'unknown';
  const least = (limit: number) => low * 100 - Math.round(limit * 100) * mostUnits;
  const most = (limit: number) =>
    high === null ? Number.POSITIVE_INFINITY : high * 100 - Math.round(limit * 100) * leastUnits;
  const { from = 0, to, below } = asked;
  if (most(from) < 0) return 'no';
  if (to !== undefined && least(to) > 0) return 'no';
  if (below !== undefined && least(below) >= 0) return 'no';
  const isYes =
    least(from) >= 0 &&
    (to === undefined || most(to) <= 0) &&
    (below === undefined || most(below) < 0);
  return isYes ? 'yes' : 'unknown';
}
