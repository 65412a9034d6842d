import type {
  Condition,
  CountCondition,
  RelatedCondition,
  SumCondition,
  Weights,
} from '../condition.ts';
import { firstBirthUnder } from './age-sql.ts';
import type { Related } from './related.ts';
import type { Scope } from './scope.ts';
import { boundsSql, quote, UNKNOWN } from './sql-text.ts';

type RelationCondition = RelatedCondition | CountCondition | SumCondition;

/** Compiles what is asked of each related person. */
type Compile = (condition: Condition, scope: Scope) => string;

/** A condition over related persons. Whoever is related to a related person is not known. */
export function relatedSql(condition: RelationCondition, scope: Scope, compile: Compile): string {
  const { related } = scope;
  if (!related) throw new Error('Conditions about related persons are one step deep.');
  const asking = { scope, related, compile };
  return scope.ofPerson(
    'sum' in condition ? sumSql(condition, asking) : countSql(condition, asking),
  );
}

interface Asking {
  scope: Scope;
  related: Related;
  compile: Compile;
}

/** The column, in the rows of related persons, of what a condition says of each. */
function whereColumn(where: Condition, { scope, related, compile }: Asking): string {
  const { profile, memberColumn } = related;
  const placeColumn = `asked_${scope.placeColumn}`;
  const ofPerson = (expression: string) => expression;
  const theirs = { births: undefined, related: undefined, profile, placeColumn, ofPerson };
  return memberColumn(compile(where, { ...scope, ...theirs }));
}

function countSql(condition: RelatedCondition | CountCondition, asking: Asking): string {
  const { related } = asking;
  const meets = whereColumn(condition.where, asking);
  const one = 'related' in condition;
  const counted = one
    ? related.isOf(condition.related)
    : related.isOf(condition.count, condition.self);
  const count = (which: string) =>
    `coalesce(${related.aggregate(`count(*) filter (where ${counted} and ${which})`)}, 0)`;
  return boundsSql(
    { low: count(meets), high: count(`${meets} is not false`) },
    one ? { from: 1 } : condition,
  );
}

/**
 * The sum lies between that of those who are counted for certain and that of all who may be; where a
 * value is not stated that may be there, it has no upper bound. Sums and units are hundredths.
 */
function sumSql(condition: SumCondition, asking: Asking): string {
  const { scope, related } = asking;
  const kind = scope.concepts.factKind(condition.sum);
  if (!kind) return UNKNOWN;
  const counted = related.isOf(condition.over, condition.self);
  const meets = condition.where ? whereColumn(condition.where, asking) : 'true';
  const certain = `filter (where ${counted} and ${meets})`;
  const possible = `filter (where ${counted} and ${meets} is not false)`;
  const missing = kind.absent === 'no' ? '0' : `'infinity'::numeric`;
  const unit = kind.type === 'money' ? 1 : 100;
  const bounds = () => {
    if (kind.of === 'household') {
      // It is stated once, about the household; the counted persons are only the units.
      const own = scope.profile.sumOf(kind.code);
      return { low: `coalesce(${own}, 0)`, high: `coalesce(${own}, ${missing})` };
    }
    const value = related.profile.sumOf(kind.code);
    const sum = (one: string) => `coalesce(${related.aggregate(one)}, 0)`;
    return {
      low: sum(`sum(coalesce(${value}, 0)) ${certain}`),
      high: sum(`sum(coalesce(${value}, ${missing})) ${possible}`),
    };
  };
  const { low, high } = bounds();
  const { perUnit } = condition;
  const units = (filter: string) =>
    perUnit ? unitsSql(perUnit, scope, (one) => related.aggregate(`${one} ${filter}`)) : '100';
  return sumBoundsSql(
    {
      low: `${low} * ${unit}`,
      high: `${high} * ${unit}`,
      least: units(certain),
      most: units(possible),
    },
    condition,
  );
}

type Sides = Record<'low' | 'high' | 'least' | 'most', string>;

/** A sum by units against limits, in whole numbers: both sides multiplied by the units. */
function sumBoundsSql({ low, high, least, most }: Sides, limits: SumCondition): string {
  const { from = 0, to, below } = limits;
  const highest = (operator: string, limit: number) =>
    `${high} * 100 ${operator} ${Math.round(limit * 100)} * ${least}`;
  const lowest = (operator: string, limit: number) =>
    `${low} * 100 ${operator} ${Math.round(limit * 100)} * ${most}`;
  const not = [highest('<', from)];
  const all = [lowest('>=', from)];
  if (to !== undefined) {
    not.push(lowest('>', to));
    all.push(highest('<=', to));
  }
  if (below !== undefined) {
    not.push(lowest('>=', below));
    all.push(highest('<', below));
  }
  return `(case when ${least} = 0 then ${UNKNOWN} when ${not.join(' or ')} then false
    when ${all.join(' and ')} then true end)`;
}

/** Units of the counted persons in hundredths; `filtered` aggregates over those who are counted. */
function unitsSql(
  { first, steps = [], otherwise }: Weights,
  { day }: Scope,
  filtered: (aggregate: string) => string,
): string {
  const weigh = (birthDate: string) => {
    const cases = steps.map(
      ({ below, weight }) =>
        `when ${birthDate} >= ${quote(firstBirthUnder(below, {}, day))} then ${hundredths(weight)}`,
    );
    const other = hundredths(otherwise);
    return cases.length ? `(case ${cases.join(' ')} else ${other} end)` : String(other);
  };
  const units = `coalesce(${filtered(`sum(${weigh('birth_date')})`)}, 0)`;
  if (first === undefined) return units;
  const eldest = filtered('min(birth_date)');
  return `(case when ${eldest} is null then 0
    else ${units} + ${hundredths(first)} - ${weigh(eldest)} end)`;
}

function hundredths(weight: number): number {
  return Math.round(weight * 100);
}
