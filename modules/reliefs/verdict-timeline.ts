import { addDays, addUnits, addYears, type Day } from '../../platform/clock/day.ts';
import type { Period, PersonFacts } from '../persons/person-facts.ts';
import type { Condition, FactCondition, HeldCondition, SumCondition } from './condition.ts';
import { firstDayOfAge } from './conditions/age-days.ts';
import { addSpan } from './conditions/fact-verdict.ts';
import { type HeldDays, heldDays, heldVerdict, periodsOf } from './conditions/held-days.ts';
import type { Asked } from './conditions/subject.ts';

/**
 * The days in `[range.from, range.to)` on which the verdict of a condition about a person can
 * differ from that of the day before, the first day of the range among them, in order. On every
 * day in between the verdict stands. Pure.
 */
export function changeDays(condition: Condition, asked: Asked, range: Period): Day[] {
  const days = new Set<Day>([range.from]);
  collectDays(condition, asked, { range, days });
  return [...days].filter((day) => isIn(range, day)).sort();
}

/** The days on which a person lives, as a half-open period: the day of death still counts. */
export function lifeOf(person: PersonFacts): Period {
  return {
    from: person.birthDate,
    to: person.deathDate === null ? null : addDays(person.deathDate, 1),
  };
}

/** The common part of two periods, if there is one. */
export function intersectPeriods(one: Period, other: Period): Period | undefined {
  const [earlier, later] = one.from < other.from ? [one, other] : [other, one];
  const to =
    earlier.to === null || (later.to !== null && later.to < earlier.to) ? later.to : earlier.to;
  return to === null || later.from < to ? { from: later.from, to } : undefined;
}

/** The conditions that a condition joins, a definition's versions among them; none for a leaf. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  if ('of' in condition) return condition.of;
  if ('definition' in condition) return condition.versions?.map((one) => one.condition) ?? [];
  return [];
}

/** Where days are collected, and which of them matter. */
interface Days {
  range: Period;
  days: Set<Day>;
}

function collectDays(condition: Condition, asked: Asked, into: Days): void {
  const { days } = into;
  const { birthDate } = asked.person;
  if ('fact' in condition) addFactDays(condition, asked.person, days);
  else if ('age' in condition) {
    for (const bound of [condition.age.from, condition.age.below]) {
      if (bound !== undefined) days.add(firstDayOfAge(condition.age, birthDate, bound));
    }
  } else if ('group' in condition) addEnds(periodsOf(condition, asked), days);
  else if ('held' in condition) addHeldDays(condition, asked, into);
  else if ('related' in condition || 'count' in condition || 'sum' in condition) {
    addRelatedDays(condition, asked, into);
  } else {
    if ('definition' in condition) addEnds(condition.versions ?? [], days);
    for (const part of partsOf(condition)) collectDays(part, asked, into);
  }
}

function addFactDays(
  { fact: kind, elapsed, notOlderThan }: FactCondition,
  person: PersonFacts,
  days: Set<Day>,
): void {
  for (const fact of person.facts) {
    if (fact.kind !== kind) continue;
    addEnds([fact.period], days);
    if (notOlderThan) {
      days.add(addDays(addSpan(fact.since ?? fact.period.from, notOlderThan), 1));
    }
    for (const bound of elapsed ? [elapsed.from, elapsed.below] : []) {
      if (elapsed && bound !== undefined) days.add(addUnits(String(fact.value), bound, elapsed.in));
    }
  }
}

function addRelatedDays(
  condition: Extract<Condition, { where: Condition }> | SumCondition,
  asked: Asked,
  into: Days,
): void {
  const isSum = 'sum' in condition;
  const relation = isSum
    ? condition.over
    : 'count' in condition
      ? condition.count
      : condition.related;
  const addMember = (person: PersonFacts) => {
    if (condition.where) collectDays(condition.where, { ...asked, person }, into);
    if (!isSum) return;
    addFactDays({ fact: condition.sum }, person, into.days);
    for (const { below } of condition.perUnit?.steps ?? []) {
      into.days.add(addYears(person.birthDate, below));
    }
  };
  // What the own household states is the person's own, whoever is counted.
  if (isSum || ('self' in condition && condition.self)) addMember(asked.person);
  for (const related of asked.person.related) {
    if (related.relation !== relation) continue;
    addEnds([related.period, lifeOf(related.person)], into.days);
    addMember(related.person);
  }
}

/**
 * Of a window that moves on with the day, the days on which its verdict turns: they are looked for as
 * long as an end of a period lies in the window. A window with none has the same verdict on, because
 * `atLeast` is never longer than `inLast`.
 */
function addHeldDays(condition: HeldCondition, asked: Asked, { range, days }: Days): void {
  const ends = new Set<Day>([asked.person.birthDate]);
  addEnds(periodsOf(condition.held, asked), ends);
  let day = range.from;
  let before: string | undefined;
  for (const end of [...ends].sort()) {
    const last = addDays(addSpan(end, condition.inLast), MONTHS_DIFFER_BY_DAYS);
    if (end > day) {
      day = end;
      before = undefined;
    }
    while (day <= last && isIn(range, day)) {
      const counted = heldDays(condition, { ...asked, day });
      const verdict = heldVerdict(counted);
      if (verdict !== before) days.add(day);
      before = verdict;
      day = addDays(day, steadyDays(counted));
    }
  }
}

/** By so many days windows of the same count of months differ, at either end. */
const MONTHS_DIFFER_BY_DAYS = 4;

/** For how long the verdict stands for certain: a day adds one at most, and takes one away. */
function steadyDays({ yes, unknown, needed }: HeldDays): number {
  const margin = Math.min(Math.abs(yes - needed), Math.abs(yes + unknown - needed));
  return Math.max(1, margin - 2 * MONTHS_DIFFER_BY_DAYS);
}

function addEnds(periods: readonly Period[], days: Set<Day>): void {
  for (const period of periods) {
    days.add(period.from);
    if (period.to !== null) days.add(period.to);
  }
}

function isIn(range: Period, day: Day): boolean {
  return day >= range.from && (range.to === null || day < range.to);
}
