import { addDays, addYears, type Day } from '../../platform/clock/day.ts';
import type { Period, PersonFacts } from '../persons/person-facts.ts';
import type { Condition, Relation } from './condition.ts';

/** What a condition asks about: only these can change its verdict. */
interface Mentions {
  facts: Set<string>;
  ages: Set<number>;
  groups: Set<string>;
  related: Map<Relation, Mentions>;
}

const mentionsOf = new WeakMap<Condition, Mentions>();

/**
 * The days in `[range.from, range.to)` on which the verdict of a condition about a person can
 * differ from that of the day before, the first day of the range among them, in order. On every
 * day in between the verdict stands. Pure.
 */
export function changeDays(condition: Condition, person: PersonFacts, range: Period): Day[] {
  const days = new Set<Day>([range.from]);
  collectDays(getMentions(condition), person, days);
  return [...days]
    .filter((day) => day >= range.from && (range.to === null || day < range.to))
    .sort();
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

function collectDays(mentions: Mentions, person: PersonFacts, days: Set<Day>): void {
  for (const fact of person.facts) {
    if (mentions.facts.has(fact.kind)) addEnds(fact.period, days);
  }
  for (const group of person.groups) {
    if (mentions.groups.has(group.code)) addEnds(group.period, days);
  }
  for (const age of mentions.ages) days.add(addYears(person.birthDate, age));
  if (mentions.related.size === 0) return;
  for (const related of person.related) {
    const inner = mentions.related.get(related.relation);
    if (!inner) continue;
    addEnds(related.period, days);
    addEnds(lifeOf(related.person), days);
    collectDays(inner, related.person, days);
  }
}

function addEnds(period: Period, days: Set<Day>): void {
  days.add(period.from);
  if (period.to !== null) days.add(period.to);
}

function getMentions(condition: Condition): Mentions {
  let mentions = mentionsOf.get(condition);
  if (!mentions) {
    mentions = noMentions();
    mention(condition, mentions);
    mentionsOf.set(condition, mentions);
  }
  return mentions;
}

function noMentions(): Mentions {
  return { facts: new Set(), ages: new Set(), groups: new Set(), related: new Map() };
}

function mention(condition: Condition, into: Mentions): void {
  if ('fact' in condition) into.facts.add(condition.fact);
  else if ('age' in condition) {
    const { from, below } = condition.age;
    if (from !== undefined) into.ages.add(from);
    if (below !== undefined) into.ages.add(below);
  } else if ('group' in condition) into.groups.add(condition.group);
  else if ('related' in condition || 'count' in condition) {
    const relation = 'related' in condition ? condition.related : condition.count;
    const inner = into.related.get(relation) ?? noMentions();
    into.related.set(relation, inner);
    mention(condition.where, inner);
  } else for (const part of partsOf(condition)) mention(part, into);
}

/** The conditions that a condition joins; none for a leaf. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  if ('atLeast' in condition) return condition.of;
  return [];
}
