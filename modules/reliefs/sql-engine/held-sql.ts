import { addDays, daysBetween } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { FactCondition, HeldCondition } from '../condition.ts';
import { addSpan, singleComparisons } from '../conditions/fact-verdict.ts';
import type { Values } from './fact-bits.ts';
import { GROUPS } from './profile.ts';
import type { Scope } from './scope.ts';
import { boundsSql, quote, quoteAll, UNKNOWN } from './sql-text.ts';
import { acceptedValues } from './values.ts';

/** The days of a kind's facts, within the window, on which every test of a row `f` passes. */
type DaysOf = (kind: string, tests: readonly string[]) => string;

/**
 * Held on enough days of the window `(day - inLast, day]`, of which no day before birth counts;
 * unknown days widen the bounds.
 */
export function heldSql({ held, atLeast, inLast }: HeldCondition, scope: Scope): string {
  const { day, profile, concepts } = scope;
  const window = { from: addDays(addSpan(day, inLast, -1), 1), below: addDays(day, 1) };
  const needed = { from: daysBetween(addSpan(day, atLeast, -1), day) };
  const daysOf: DaysOf = (kind, tests) =>
    `coalesce(${profile.daysHeld({ kind, ...window, tests })}, 0)`;
  if ('group' in held) {
    const days = daysOf(GROUPS, [`f.code = ${quote(held.group)}`]);
    return scope.ofPerson(boundsSql({ low: days, high: days }, needed));
  }
  const kind = concepts.factKind(held.fact);
  if (!kind) return UNKNOWN;
  const whole = `(date ${quote(window.below)} - greatest(date ${quote(window.from)}, birth_date))`;
  const unstated = kind.absent === 'no' ? '0' : `${whole} - ${daysOf(kind.code, ['true'])}`;
  const passing = (nowhere: 'true' | 'false') =>
    passingDays(held, nowhere, { kind, scope, daysOf });
  const bounds = { low: passing('false'), high: `(${passing('true')} + ${unstated})` };
  return scope.ofPerson(boundsSql(bounds, needed));
}

/** Days on which each comparison passes; `nowhere`: what becomes of a grantor without a place. */
function passingDays(
  held: FactCondition,
  nowhere: 'true' | 'false',
  { kind, scope, daysOf }: { kind: FactKind; scope: Scope; daysOf: DaysOf },
): string {
  const { givenIn, placeColumn, municipalities } = scope;
  const singles = singleComparisons(held);
  const days = (place?: number) => {
    const tests = singles.map((single) => {
      const accepted = acceptedValues(single, kind, scope);
      if ('values' in accepted) {
        const isNowhere = single.within && givenIn.territory === undefined;
        return isNowhere ? nowhere : valueSql(accepted.values);
      }
      const values = place === undefined ? undefined : accepted.valuesByPlace[place];
      return values ? valueSql(values) : nowhere;
    });
    return daysOf(kind.code, tests);
  };
  if (!held.within || givenIn.municipalityOf === undefined) return days();
  const cases = municipalities.map((_, place) => `when ${place} then ${days(place)}`);
  return `(case ${placeColumn} ${cases.join(' ')} else ${days()} end)`;
}

/** Whether a row `f` of the kind passes. */
export function valueSql(values: Values): string {
  if (values === 'any') return 'true';
  if ('codes' in values)
    return values.codes.size ? `f.code in (${quoteAll(values.codes)})` : 'false';
  const { from, below } = values;
  const parts: string[] = [];
  for (const [operator, limit] of [['>=', from] as const, ['<', below] as const]) {
    if (typeof limit === 'number') parts.push(`f.number ${operator} ${limit}`);
    if (typeof limit === 'string') parts.push(`f.day ${operator} ${quote(limit)}`);
  }
  return parts.length ? parts.join(' and ') : 'true';
}
