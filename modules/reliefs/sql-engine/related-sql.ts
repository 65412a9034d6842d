import type {
  Condition,
  CountCondition,
  RelatedCondition,
  SumCondition,
  Weights,
} from '../condition.ts';
import { firstBirthUnder } from './age-sql.ts';
import type { Profile } from './profile.ts';
import type { Related } from './related.ts';
import type { Scope } from './scope.ts';
import { boundsSql, quote, UNKNOWN } from './sql-text.ts';

type RelationCondition = RelatedCondition | CountCondition | SumCondition;

/** Compiles what is asked of each related person. */
type Compile = (condition: Condition, scope: Scope) => string;

/**
 * Aggregates over the counted persons: over those who are counted for certain, or over all who may
 * be.
 */
interface Counted {
  aggregate(form: 'count' | 'sum' | 'min', expression: string, who: 'certain' | 'possible'): string;
  /** What is known of each of them. */
  profile: Profile;
}

/** A condition over related persons. Whoever is related to a related person is not known. */
export function relatedSql(condition: RelationCondition, scope: Scope, compile: Compile): string {
  const { where } = condition;
  const counted = scope.related
    ? countedRelated(condition, scope.related, () => where && memberSql(where, scope, compile))
    : countedSelf(condition, scope, where && compile(where, scope));
  return scope.ofPerson(
    'sum' in condition ? sumSql(condition, scope, counted) : countSql(condition, counted),
  );
}

/** What a condition says of each related person, as the column of its row. */
function memberSql(where: Condition, scope: Scope, compile: Compile): string {
  const { related } = scope;
  if (!related) return UNKNOWN;
  const placeColumn = `asked_${scope.placeColumn}`;
  const ofPerson = (expression: string) => expression;
  const { profile } = related;
  const theirs = { births: undefined, related: undefined, profile, placeColumn, ofPerson };
  return related.memberColumn(compile(where, { ...scope, ...theirs }));
}

function countedRelated(
  condition: RelationCondition,
  { isOf, aggregate, profile }: Related,
  whereSql: () => string | undefined,
): Counted {
  const where = whereSql() ?? 'true';
  const relation =
    'sum' in condition
      ? condition.over
      : 'count' in condition
        ? condition.count
        : condition.related;
  const those = isOf(relation, 'self' in condition && condition.self);
  return {
    profile,
    aggregate: (form, expression, who) => {
      const meets = who === 'certain' ? where : `${where} is not false`;
      return aggregate(`${form}(${expression}) filter (where ${those} and ${meets})`);
    },
  };
}

/** Of a related person only the own row is there, if that person counts too. */
function countedSelf(condition: RelationCondition, { profile }: Scope, where = 'true'): Counted {
  if (!('self' in condition && condition.self)) return { profile, aggregate: () => 'null' };
  return {
    profile,
    aggregate: (form, expression, who) => {
      const meets = who === 'certain' ? where : `${where} is not false`;
      return `(case when ${meets} then ${form === 'count' ? '1' : expression} end)`;
    },
  };
}

function countSql(condition: RelatedCondition | CountCondition, { aggregate }: Counted): string {
  return boundsSql(
    {
      low: `coalesce(${aggregate('count', '*', 'certain')}, 0)`,
      high: `coalesce(${aggregate('count', '*', 'possible')}, 0)`,
    },
    'related' in condition ? { from: 1 } : condition,
  );
}

/**
 * The sum lies between that of those who are counted for certain and that of all who may be; where a
 * value is not stated that may be there, it has no upper bound. Sums and units are hundredths.
 */
function sumSql(condition: SumCondition, scope: Scope, counted: Counted): string {
  const kind = scope.concepts.factKind(condition.sum);
  if (!kind) return UNKNOWN;
  const missing = kind.absent === 'no' ? '0' : `'infinity'::numeric`;
  const hundredths = kind.type === 'money' ? 1 : 100;
  const { perUnit } = condition;
  const units = (who: 'certain' | 'possible') =>
    perUnit ? unitsSql(perUnit, scope, (form, one) => counted.aggregate(form, one, who)) : '100';
  const { low, high } = totals();
  return sumBoundsSql(
    {
      low: `coalesce(${low}, 0) * ${hundredths}`,
      high: `coalesce(${high}, 0) * ${hundredths}`,
      least: units('certain'),
      most: units('possible'),
    },
    condition,
  );

  function totals(): { low: string; high: string } {
    if (kind?.of === 'household') {
      // It is stated once, about the household; the counted persons are only the units.
      const own = scope.profile.sumOf(kind.code);
      return { low: own, high: `coalesce(${own}, ${missing})` };
    }
    const value = counted.profile.sumOf(condition.sum);
    return {
      low: counted.aggregate('sum', `coalesce(${value}, 0)`, 'certain'),
      high: counted.aggregate('sum', `coalesce(${value}, ${missing})`, 'possible'),
    };
  }
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

/** Units of the counted persons in hundredths; `aggregate` is over them. */
function unitsSql(
  { first, steps = [], otherwise }: Weights,
  { day }: Scope,
  aggregate: (form: 'sum' | 'min', expression: string) => string,
): string {
  const weigh = (birthDate: string) => {
    const cases = steps.map(
      ({ below, weight }) =>
        `when ${birthDate} >= ${quote(firstBirthUnder(below, {}, day))} then ${hundredths(weight)}`,
    );
    const other = hundredths(otherwise);
    return cases.length ? `(case ${cases.join(' ')} else ${other} end)` : String(other);
  };
  const units = `coalesce(${aggregate('sum', weigh('birth_date'))}, 0)`;
  if (first === undefined) return units;
  const eldest = aggregate('min', 'birth_date');
  return `(case when ${eldest} is null then 0
    else ${units} + ${hundredths(first)} - ${weigh(eldest)} end)`;
}

function hundredths(weight: number): number {
  return Math.round(weight * 100);
}
