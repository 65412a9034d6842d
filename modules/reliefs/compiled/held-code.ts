import { dayNumber } from '../../../platform/clock/day.ts';
import type { Period } from '../../persons/person-facts.ts';
import type { HeldCondition } from '../condition.ts';
import { addSpan, satisfies } from '../conditions/fact-verdict.ts';
import { heldDays, heldVerdict } from '../conditions/held-days.ts';
import { boundsVerdict } from '../conditions/verdicts.ts';
import type { PersonView } from './person-view.ts';
import { codeOf } from './verdict-codes.ts';

/**
 * The verdict of `held`, as a union of periods: on which days of the window a fact satisfied, and on
 * which anything was known. A set that must have several codes, and a territory that is not known,
 * are rare, and are asked as their meaning is defined.
 */
export function heldCode(condition: HeldCondition, view: PersonView, territory?: string): number {
  const { held, atLeast, inLast } = condition;
  const subject = view.subject(territory);
  const kind = 'fact' in held ? subject.concepts.factKind(held.fact) : undefined;
  if ('fact' in held && (!kind || held.hasAll || (held.within && territory === undefined))) {
    return codeOf(heldVerdict(heldDays(condition, subject)));
  }
  const { person, day } = view;
  const after = dayNumber(day) + 1;
  const opens = Math.max(dayNumber(addSpan(day, inLast, -1)) + 1, dayNumber(person.birthDate));
  const from = Math.min(opens, after);
  const met: Period[] = [];
  const known: Period[] = [];
  if ('group' in held) {
    for (const { code, period } of person.groups) if (code === held.group) met.push(period);
  } else if (kind) {
    for (const { kind: code, value, period } of person.facts) {
      if (code !== held.fact) continue;
      known.push(period);
      if (satisfies(held, { kind, value, subject })) met.push(period);
    }
  }
  const yes = daysIn(met, from, after);
  const unknown = kind?.absent === 'unknown' ? after - from - daysIn(known, from, after) : 0;
  const needed = after - 1 - dayNumber(addSpan(day, atLeast, -1));
  return codeOf(boundsVerdict({ yes, unknown }, { from: needed }));
}

/** On how many days of a window some period lies; periods may overlap. */
function daysIn(periods: readonly Period[], from: number, after: number): number {
  const clipped = periods
    .map((period) => ({
      start: Math.max(dayNumber(period.from), from),
      end: period.to === null ? after : Math.min(dayNumber(period.to), after),
    }))
    .sort((a, b) => a.start - b.start);
  let days = 0;
  let reached = from;
  for (const { start, end } of clipped) {
    if (end <= start || end <= reached) continue;
    days += end - Math.max(start, reached);
    reached = end;
  }
  return days;
}
