import type { Condition } from '../condition.ts';
import { ageSql, bornSql } from './age-sql.ts';
import { factSql } from './fact-sql.ts';
import { heldSql } from './held-sql.ts';
import { GROUPS } from './profile.ts';
import { relatedSql } from './related-sql.ts';
import type { Scope } from './scope.ts';
import { boundsSql, UNKNOWN } from './sql-text.ts';

/**
 * A condition as a boolean expression over the columns of a scope: true, false and null are yes, no
 * and unknown, and SQL joins them by the same laws (Kleene).
 */
export function conditionSql(condition: Condition, scope: Scope): string {
  if ('fact' in condition) return factSql(condition, scope);
  if ('age' in condition) return ageSql(condition, scope);
  if ('born' in condition) return bornSql(condition, scope);
  if ('group' in condition) return bit(scope, condition.group);
  const compile = (part: Condition) => conditionSql(part, scope);
  if ('all' in condition) return `(${condition.all.map(compile).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(compile).join(' or ')})`;
  if ('not' in condition) return `(not ${compile(condition.not)})`;
  if ('atLeast' in condition && 'of' in condition) {
    return atLeastSql(condition.of.map(compile), condition.atLeast);
  }
  if ('definition' in condition) {
    const version = condition.versions?.find(
      ({ from, to }) => from <= scope.day && (to === null || scope.day < to),
    );
    return version ? compile(version.condition) : UNKNOWN;
  }
  if ('held' in condition) return heldSql(condition, scope);
  return relatedSql(condition, scope, conditionSql);
}

function bit({ profile }: Scope, group: string): string {
  const kind = { code: GROUPS, type: 'code' } as const;
  return `(get_bit(bits, ${profile.bits.bitOf(kind, { values: { codes: new Set([group]) } })}) = 1)`;
}

function atLeastSql(parts: readonly string[], atLeast: number): string {
  if (atLeast > parts.length) return 'false';
  if (atLeast === 1) return `(${parts.join(' or ')})`;
  const bounds = boundsSql(
    { low: 'count(*) filter (where one)', high: 'count(*) filter (where one is not false)' },
    { from: atLeast },
  );
  return `(select ${bounds} from (values ${parts.map((part) => `(${part})`).join(', ')}) part (one))`;
}
