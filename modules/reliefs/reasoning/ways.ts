import type { Condition, DefinitionCondition, Relation } from '../condition.ts';
import { waysOfBirth, waysOfFact } from './leaf-ways.ts';
import type { Literal, Way } from './literal.ts';
import type { Scope } from './scope.ts';
import { SIGN_OF_OPPOSITE, type Sign, type Signed } from './signed.ts';
import { realNumbers, restOfSpans } from './spans.ts';
import type { World } from './world.ts';

/**
 * The ways in which a verdict can be as demanded: one of them is so whenever the demand is met.
 * There may be more ways than there are; never fewer.
 */
export function waysOf({ sign, condition }: Signed, scope: Scope): readonly Way[] {
  const isPositive = sign === 'yes' || sign === 'not-no';
  if ('not' in condition) {
    return [[{ sign: SIGN_OF_OPPOSITE[sign], condition: condition.not }]];
  }
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    const signed = parts.map((part) => ({ sign, condition: part }));
    const isEach = 'all' in condition === isPositive;
    return isEach ? [signed] : signed.map((one) => [one]);
  }
  if ('of' in condition) {
    const { atLeast, of } = condition;
    return someOf({ sign, parts: of, count: isPositive ? atLeast : of.length - atLeast + 1 });
  }
  return leafWays({ sign, condition }, scope).map((way) => [atom(sign, condition), ...way]);
}

/** At least `count` of the parts: the first is among them, or it is not. */
function someOf(asked: { sign: Sign; parts: Condition[]; count: number }): readonly Way[] {
  const { sign, parts, count } = asked;
  const [first, ...others] = parts;
  if (count <= 0) return [[]];
  if (first === undefined || count > parts.length) return [];
  const signed = { sign, condition: first };
  if (count === parts.length) return [parts.map((condition) => ({ sign, condition }))];
  const rest = (atLeast: number): Signed => {
    const isPositive = sign === 'yes' || sign === 'not-no';
    const fewest = isPositive ? atLeast : others.length - atLeast + 1;
    return { sign, condition: { atLeast: fewest, of: others } };
  };
  return [count === 1 ? [signed] : [signed, rest(count - 1)], [rest(count)]];
}

/** What was held in a window may have been held before the version began. */
const EVERY_DAY = { from: '0001-01-01', to: null };

/** The verdict itself, so that a condition and its opposite exclude each other whatever it is. */
function atom(sign: Sign, condition: Condition): Literal {
  const isKnown = 'group' in condition;
  const known = sign === 'yes' || sign === 'not-no' ? 'yes' : 'no';
  return { family: JSON.stringify(condition), sort: 'atom', sign: isKnown ? known : sign };
}

function leafWays({ sign, condition }: Signed, scope: Scope): readonly Way[] {
  if ('fact' in condition) return waysOfFact(sign, condition, scope);
  if ('age' in condition || 'born' in condition) return waysOfBirth(sign, condition);
  if ('related' in condition) {
    const counted = { relation: condition.related, where: condition.where, self: false };
    return waysOfCount(sign, counted, { from: 1 });
  }
  if ('count' in condition) {
    const { count, where, self = false } = condition;
    return waysOfCount(sign, { relation: count, where, self }, condition);
  }
  if ('sum' in condition) return waysOfSum(sign, condition);
  if ('held' in condition) {
    const isPositive = sign === 'yes' || sign === 'not-no';
    const held = { sign, condition: condition.held };
    return isPositive && !scope.canBe([held], EVERY_DAY) ? [] : [[]];
  }
  if ('definition' in condition) return waysOfDefinition(sign, condition, scope.world);
  return [[]];
}

/** So many are yes, and so many are yes or unknown: `from` asks for the first, `below` for the other. */
function waysOfCount(
  sign: Sign,
  { relation, where, self }: { relation: Relation; where: Condition; self: boolean },
  {
    from = 0,
    below = Number.POSITIVE_INFINITY,
  }: { from?: number | undefined; below?: number | undefined },
): readonly Way[] {
  const number = (one: Sign, limits: { least?: number; most?: number }): Literal => {
    const signed = { sign: one, condition: where };
    return { family: relation, sort: 'related', counted: { relation, signed, self }, ...limits };
  };
  const [reached, kept] = sign === 'yes' || sign === 'not-yes' ? YES_SIGNS : NO_SIGNS;
  if (sign === 'yes' || sign === 'not-no') {
    return [
      [
        ...(from > 0 ? [number(reached, { least: from })] : []),
        ...(below < Number.POSITIVE_INFINITY ? [number(kept, { most: below - 1 })] : []),
      ],
    ];
  }
  return [
    ...(from > 0 ? [[number(reached, { most: from - 1 })]] : []),
    ...(below < Number.POSITIVE_INFINITY ? [[number(kept, { least: below })]] : []),
  ];
}

/** Whom `from` counts and whom `below` counts, for "yes" and its contrary, and for "no" and its. */
const YES_SIGNS = ['yes', 'not-no'] as const;
const NO_SIGNS = ['not-no', 'yes'] as const;

function waysOfSum(sign: Sign, condition: Extract<Condition, { sum: string }>): readonly Way[] {
  if (sign === 'not-yes' || sign === 'not-no') return [[]];
  const { from, to, below, ...summed } = condition;
  const fitting = realNumbers({ from, to, below });
  const within = sign === 'yes' ? fitting : restOfSpans(fitting);
  return [[{ family: `sum ${JSON.stringify(summed)}`, sort: 'sum', within }]];
}

/** The version in force on the asked day decides; where none is, the verdict is unknown. */
function waysOfDefinition(
  sign: Sign,
  { versions }: DefinitionCondition,
  { days }: World,
): readonly Way[] {
  if (!versions) return [[]];
  const end = (to: string | null) => to ?? '9999-12-31';
  const asked = versions.filter(({ from, to }) => from < end(days.to) && days.from < end(to));
  const ways: Way[] = asked.map(({ condition }) => [{ sign, condition }]);
  let covered = days.from;
  for (const { from, to } of asked) if (from <= covered) covered = end(to);
  const isGapless = covered >= end(days.to);
  return sign.startsWith('not') && !isGapless ? [...ways, []] : ways;
}
