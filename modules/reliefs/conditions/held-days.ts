import { addDays, type Day, daysBetween } from '../../../platform/clock/day.ts';
import type { Fact, Period } from '../../persons/person-facts.ts';
import type { GroupCondition, HeldCondition, HeldInner, Verdict } from '../condition.ts';
import { addSpan, factVerdict } from './fact-verdict.ts';
import { isWithin, type Subject } from './subject.ts';
import { type Bounds, boundsVerdict } from './verdicts.ts';

/** On how many days of the window it held, on how many it may have, and how many it takes. */
export interface HeldDays extends Bounds {
  /** The first day of the window that counts: no day before birth does. */
  from: Day;
  needed: number;
}

/** Counts the days of the window that ends on the asked day, stretch by stretch. */
export function heldDays({ held, atLeast, inLast }: HeldCondition, subject: Subject): HeldDays {
  const { day, person } = subject;
  const opens = addDays(addSpan(day, inLast, -1), 1);
  const from = opens > person.birthDate ? opens : person.birthDate;
  const counted: HeldDays = {
    yes: 0,
    unknown: 0,
    from,
    needed: daysBetween(addSpan(day, atLeast, -1), day),
  };
  const after = addDays(day, 1);
  if (from >= after) return counted;
  const starts = new Set([from]);
  for (const { from: start, to } of periodsOf(held, subject)) {
    if (start > from && start < after) starts.add(start);
    if (to !== null && to > from && to < after) starts.add(to);
  }
  const sorted = [...starts].sort();
  sorted.forEach((start, position) => {
    const verdict = innerVerdict(held, { ...subject, day: start });
    if (verdict !== 'no') counted[verdict] += daysBetween(start, sorted[position + 1] ?? after);
  });
  return counted;
}

export function heldVerdict(days: HeldDays): Verdict {
  return boundsVerdict(days, { from: days.needed });
}

/** What registers state of the days of the window, in the order of time; of a group, nothing. */
export function factsOfWindow(
  { held }: HeldCondition,
  { from }: HeldDays,
  { person, day }: Subject,
): Fact[] {
  if ('group' in held) return [];
  return person.facts
    .filter(
      ({ kind, period }) =>
        kind === held.fact && period.from <= day && (period.to === null || period.to > from),
    )
    .sort((one, other) => (one.period.from < other.period.from ? -1 : 1));
}

/** The periods at whose ends the inner condition can change its verdict. */
export function periodsOf(inner: HeldInner, { person }: Pick<Subject, 'person'>): Period[] {
  return 'group' in inner
    ? person.groups.filter(({ code }) => code === inner.group).map(({ period }) => period)
    : person.facts.filter(({ kind }) => kind === inner.fact).map(({ period }) => period);
}

function innerVerdict(inner: HeldInner, subject: Subject): Verdict {
  return 'group' in inner ? groupVerdict(inner, subject) : factVerdict(inner, subject);
}

export function groupVerdict({ group }: GroupCondition, { person, day }: Subject): Verdict {
  const isMember = person.groups.some(
    ({ code, period }) => code === group && isWithin(period, day),
  );
  return isMember ? 'yes' : 'no';
}
