import type { AgeCondition, BornCondition, FactCondition } from '../condition.ts';
import { singleComparisons } from '../conditions/fact-verdict.ts';
import type { Box } from './boxes.ts';
import type { Literal, Way } from './literal.ts';
import { dayNumber } from './moments.ts';
import type { Scope } from './scope.ts';
import type { Sign } from './signed.ts';
import { ALL_NUMBERS, meetSpans, type Spans, singleNumbers, wholeNumbers } from './spans.ts';

/** The ways in which the verdict about a fact can be as demanded. */
export function waysOfFact(sign: Sign, condition: FactCondition, scope: Scope): readonly Way[] {
  const kind = scope.world.concepts.factKind(condition.fact);
  if (!kind) return [[]];
  const isPositive = sign === 'yes' || sign === 'not-no';
  const singles = singleComparisons(condition);
  const [only = condition] = singles;
  if (singles.length > 1) {
    const each = singles.map((single) => ({ sign, condition: single }));
    return isPositive ? [each] : each.map((one) => [one]);
  }
  const family = `fact ${kind.code}`;
  const box = boxOf(only, scope);
  const literal = (said: { has?: Box; none?: Box; isStated?: boolean }): Literal => {
    return { family, sort: 'fact', kind: kind.code, ...said };
  };
  if (sign === 'yes') return [[literal({ has: box })]];
  if (sign === 'no') {
    const isStated = kind.absent === 'unknown' ? [literal({ isStated: true })] : [];
    return [[literal({ none: box }), ...isStated]];
  }
  // A value that fits and is too old is neither yes nor no.
  if (condition.notOlderThan) return [[]];
  if (sign === 'not-yes') return [[literal({ none: box })]];
  if (condition.within) return [[]];
  const fitting = [literal({ has: box })];
  return kind.absent === 'unknown' ? [fitting, [literal({ isStated: false })]] : [fitting];
}

/** What one value must be to meet all that is asked of it. */
function boxOf(condition: FactCondition, { world, codeNumbers }: Scope): Box {
  const kind = world.concepts.factKind(condition.fact);
  const { is, elapsed } = condition;
  const box = new Map<string, Spans>();
  const codes = (asked: readonly string[]) => {
    const all = asked.flatMap((code) =>
      kind?.scheme ? [...world.concepts.codesOf(kind.scheme, code)] : [code],
    );
    return singleNumbers(all.map(codeNumbers));
  };
  if (typeof is === 'boolean') box.set('number', singleNumbers([Number(is)]));
  if (typeof is === 'string') box.set('code', codes([is]));
  if (condition.in) {
    box.set('code', meetSpans(box.get('code') ?? ALL_NUMBERS, codes(condition.in)));
  }
  if (condition.within) box.set('within', singleNumbers([1]));
  if (kind?.type === 'date') box.set('day', daysWithin(condition));
  else if (kind?.type === 'integer' || kind?.type === 'money') {
    const unit = kind.type === 'money' ? cents : Number;
    const [from, to, below] = [condition.from, condition.to, condition.below].map((bound) =>
      bound === undefined ? undefined : unit(bound),
    );
    box.set('number', wholeNumbers({ from, to, below }));
  }
  if (elapsed)
    box.set(`${elapsed.in}/day`, wholeNumbers({ from: elapsed.from, below: elapsed.below }));
  return box;
}

function cents(euros: string | number): number {
  return Math.round(Number(euros) * 100);
}

function daysWithin(bounds: { from?: unknown; to?: unknown; below?: unknown }): Spans {
  const number = (day: unknown) => (typeof day === 'string' ? dayNumber(day) : undefined);
  return wholeNumbers({
    from: number(bounds.from),
    to: number(bounds.to),
    below: number(bounds.below),
  });
}

/** Age and birth are always known: a verdict is yes or no. */
export function waysOfBirth(sign: Sign, condition: AgeCondition | BornCondition): readonly Way[] {
  const isPositive = sign === 'yes' || sign === 'not-no';
  let box: Box;
  if ('born' in condition) box = new Map([['day', daysWithin(condition.born)]]);
  else {
    const { in: unit = 'years', on = 'day', from, below } = condition.age;
    box = new Map([[`${unit}/${on}`, wholeNumbers({ from, below })]]);
  }
  const said = isPositive ? { within: box } : { outside: box };
  return [[{ family: 'birth', sort: 'birth', ...said }]];
}
