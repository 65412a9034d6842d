import { addDays, addUnits, type Day, LAST_DAY } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { FactCondition, Span } from '../condition.ts';
import { addSpan } from '../conditions/fact-verdict.ts';
import type { Values } from './fact-bits.ts';
import { firstDay } from './first-day.ts';
import type { Scope } from './scope.ts';

/** What one value must be; within the grantor's territory it hangs on the place of the grantor. */
export type ValueTest = { values: Values } | { valuesByPlace: readonly Values[] };

/** The values that pass one comparison. */
export function acceptedValues(
  condition: FactCondition,
  kind: FactKind,
  {
    day,
    concepts,
    givenIn,
    municipalities,
  }: Pick<Scope, 'day' | 'concepts' | 'givenIn' | 'municipalities'>,
): ValueTest {
  if (kind.type === 'date') return { values: acceptedDays(condition, day) };
  if (kind.type !== 'code' && kind.type !== 'codes') {
    return { values: acceptedNumbers(condition, kind) };
  }
  const codesOf = (code: string) =>
    kind.scheme ? concepts.codesOf(kind.scheme, code) : new Set([code]);
  const sets: ReadonlySet<string>[] = [];
  if (condition.is !== undefined) sets.push(codesOf(String(condition.is)));
  if (condition.in) sets.push(new Set(condition.in.flatMap((code) => [...codesOf(code)])));
  if (!condition.within) return { values: inAll(sets) };
  if (givenIn.municipalityOf !== undefined) {
    return { valuesByPlace: municipalities.map((one) => inAll([...sets, codesOf(one)])) };
  }
  const { territory } = givenIn;
  return { values: inAll([...sets, territory === undefined ? new Set() : codesOf(territory)]) };
}

function inAll(sets: readonly ReadonlySet<string>[]): Values {
  const [first, ...others] = sets;
  if (!first) return 'any';
  return { codes: new Set([...first].filter((code) => others.every((set) => set.has(code)))) };
}

/** Facts keep whole numbers: of each comparison only the whole numbers on its sides matter. */
function acceptedNumbers({ is, from, to, below }: FactCondition, { type }: FactKind): Values {
  if (type === 'boolean')
    return is === undefined ? 'any' : { from: Number(is), below: Number(is) + 1 };
  // Conditions state money in euros, as people write it; facts keep cents.
  const read = (limit: string | number) =>
    type === 'money' ? Math.round(Number(limit) * 100) : Number(limit);
  const ends: number[] = [];
  if (to !== undefined) ends.push(Math.floor(read(to)) + 1);
  if (below !== undefined) ends.push(Math.ceil(read(below)));
  return {
    from: from === undefined ? undefined : Math.ceil(read(from)),
    below: ends.length ? Math.min(...ends) : undefined,
  };
}

function acceptedDays({ from, to, below, elapsed }: FactCondition, day: Day): Values {
  const starts: Day[] = from === undefined ? [] : [String(from)];
  const ends: Day[] = below === undefined ? [] : [String(below)];
  if (to !== undefined && to !== LAST_DAY) ends.push(addDays(String(to), 1));
  if (elapsed) {
    /** The first date since which so many units are not complete yet. */
    const since = (units: number) =>
      firstDay((date) => day < addUnits(date, units, elapsed.in)) ?? LAST_DAY;
    if (elapsed.from !== undefined) ends.push(since(elapsed.from));
    if (elapsed.below !== undefined) starts.push(since(elapsed.below));
  }
  return { from: starts.sort().at(-1), below: ends.sort()[0] };
}

/** The first day on which a period may have begun whose value is not stale. */
export function firstFreshDay(span: Span, day: Day): Day {
  return firstDay((begun) => addSpan(begun, span) >= day) ?? day;
}
