import { addDays, addUnits, type Day } from '../../platform/clock/day.ts';
import type { Fact, Period, PersonFacts } from '../persons/person-facts.ts';
import type { Condition, FactCondition, HeldCondition } from './condition.ts';
import { firstDayOfAge } from './conditions/age-days.ts';
import { addSpan } from './conditions/fact-verdict.ts';
import { type HeldDays, heldDays, heldVerdict, periodsOf } from './conditions/held-days.ts';
import { type Mentions, mentionsOf } from './conditions/mentions.ts';
import type { Asked } from './conditions/subject.ts';

/**
 * The days in `[range.from, range.to)` on which the verdict of a condition about a person can
 * differ from that of the day before, the first day of the range among them, in order. On every
 * day in between the verdict stands, by the same concepts. Pure.
 */
export function changeDays(condition: Condition, asked: Asked, range: Period): Day[] {
  const days = new ChangeDays(range);
  collectDays(mentionsOf(condition), asked, days);
  return days.inOrder();
}

/** The same for facts of some kinds alone, whatever is asked of them, and for further days. */
export function factChangeDays(
  kinds: ReadonlySet<string>,
  { person, range, turns }: { person: PersonFacts; range: Period; turns: readonly Day[] },
): Day[] {
  const days = new ChangeDays(range);
  for (const fact of person.facts) if (kinds.has(fact.kind)) days.addEnds(fact.period);
  for (const turn of turns) days.add(turn);
  return days.inOrder();
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

/** Days of a range, each once; days outside of it are left out at once. */
class ChangeDays {
  readonly range: Period;
  readonly #days = new Set<Day>();

  constructor(range: Period) {
    this.range = range;
  }

  add(day: Day): void {
    const { from, to } = this.range;
    // A register's date of 9999 means never, and the school year after it has no four digits.
    if (day > from && day < '9999' && (to === null || day < to)) this.#days.add(day);
  }

  addEnds(period: Period): void {
    this.add(period.from);
    if (period.to !== null) this.add(period.to);
  }

  inOrder(): Day[] {
    if (this.#days.size === 0) return [this.range.from];
    return [this.range.from, ...[...this.#days].sort()];
  }
}

function collectDays(mentions: Mentions, asked: Asked, days: ChangeDays): void {
  const { person } = asked;
  for (const fact of person.facts) {
    const timed = mentions.facts.get(fact.kind);
    if (!timed) continue;
    days.addEnds(fact.period);
    for (const condition of timed) addTimedDays(condition, fact, days);
  }
  for (const { code, period } of person.groups) if (mentions.groups.has(code)) days.addEnds(period);
  for (const { age, bound } of mentions.ages) {
    days.add(firstDayOfAge(age, person.birthDate, bound));
  }
  for (const period of mentions.periods) days.addEnds(period);
  for (const held of mentions.held) addHeldDays(held, asked, days);
  if (mentions.related.size === 0) return;
  for (const { relation, period, person: other } of person.related) {
    const members = mentions.related.get(relation);
    if (!members) continue;
    days.addEnds(period);
    days.addEnds(lifeOf(other));
    collectDays(members, { ...asked, person: other }, days);
  }
}

/** The days on which time alone turns what a fact says. */
function addTimedDays(
  { elapsed, notOlderThan }: FactCondition,
  { value, since, period }: Fact,
  days: ChangeDays,
): void {
  if (notOlderThan) days.add(addDays(addSpan(since ?? period.from, notOlderThan), 1));
  if (!elapsed) return;
  for (const bound of [elapsed.from, elapsed.below]) {
    if (bound !== undefined) days.add(addUnits(String(value), bound, elapsed.in));
  }
}

/**
 * Of a window that moves on with the day, the days on which its verdict turns: they are looked for as
 * long as an end of a period lies in the window. A window with none has the same verdict on, because
 * `atLeast` is never longer than `inLast`.
 */
function addHeldDays(condition: HeldCondition, asked: Asked, days: ChangeDays): void {
  const { from, to } = days.range;
  const ends = new Set<Day>([asked.person.birthDate]);
  for (const period of periodsOf(condition.held, asked)) {
    ends.add(period.from);
    if (period.to !== null) ends.add(period.to);
  }
  let day = from;
  let before: string | undefined;
  for (const end of [...ends].sort()) {
    const last = addDays(addSpan(end, condition.inLast), MONTHS_DIFFER_BY_DAYS);
    if (end > day) {
      day = end;
      before = undefined;
    }
    while (day <= last && (to === null || day < to)) {
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
