import type { Decimal } from './decimal.ts';

/**
 * What an expression gives. `integer` and `decimal` are both numbers; a day, an instant and a time of
 * day are texts of one length that compare as texts; a duration is a number of milliseconds.
 */
export type ExpressionType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'day'
  | 'instant'
  | 'time'
  | 'duration'
  | 'null';

/** A value in memory. */
export type Value = string | boolean | Decimal | null;

/**
 * An expression with its names resolved and its types checked. `level` says of what a field or list
 * is: 0 of the record, 1 of the row that the outermost `any` or `all` looks at, and so on inwards.
 * `isShifted`: an instant that was written with another offset than that of UTC.
 */
export type Expression =
  | { kind: 'value'; type: ExpressionType; value: Value; isShifted?: true }
  | { kind: 'field'; type: ExpressionType; level: number; name: string; isPersonal: boolean }
  | { kind: 'call'; type: ExpressionType; name: string; parts: readonly Expression[] }
  | { kind: 'case'; type: ExpressionType; branches: readonly CaseBranch[] }
  | { kind: 'rows'; type: ExpressionType; how: 'any' | 'all' | 'count'; list: RowsOf }
  | { kind: 'search'; type: 'boolean'; level: number; fields: readonly string[]; word: string };

export interface CaseBranch {
  when: Expression;
  then: Expression;
}

/** The rows of a nested list, and the condition on each of them. */
export interface RowsOf {
  level: number;
  name: string;
  isPersonal: boolean;
  where: Expression | undefined;
}

export function isNumber(type: ExpressionType): boolean {
  return type === 'integer' || type === 'decimal';
}

/** Everything that an expression is made of, itself first. */
export function* partsOf(expression: Expression): Generator<Expression> {
  yield expression;
  for (const inner of childrenOf(expression)) yield* partsOf(inner);
}

/** What an expression is directly made of. */
export function childrenOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'call') return expression.parts;
  if (expression.kind === 'case') {
    return expression.branches.flatMap(({ when, then }) => [when, then]);
  }
  return expression.kind === 'rows' && expression.list.where ? [expression.list.where] : [];
}

/** Whether any of it is kept encrypted, so that the database cannot look at it. */
export function touchesPersonal(expression: Expression): boolean {
  for (const part of partsOf(expression)) {
    if (part.kind === 'field' && part.isPersonal) return true;
    if (part.kind === 'rows' && part.list.isPersonal) return true;
  }
  return false;
}

/** A condition that holds where both of these do; of one alone, that one. */
export function bothOf(
  one: Expression | undefined,
  other: Expression | undefined,
): Expression | undefined {
  if (!one || !other) return one ?? other;
  return { kind: 'call', type: 'boolean', name: 'and', parts: [one, other] };
}

/** The conditions of which all must hold. */
export function conjunctsOf(where: Expression | undefined): readonly Expression[] {
  if (!where) return [];
  const isAnd = where.kind === 'call' && where.name === 'and';
  return isAnd ? where.parts.flatMap(conjunctsOf) : [where];
}

const NEVER_FAIL: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in'],
]);

/** Whether the database might fail at it for some records: days and numbers have ends. */
export function mayFail(expression: Expression): boolean {
  for (const part of partsOf(expression)) {
    if (part.kind === 'call' && !NEVER_FAIL.has(part.name)) return true;
  }
  return false;
}
