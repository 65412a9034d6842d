import type { Decimal } from './decimal.ts';
import type { ExpressionType, Value } from './expression.ts';

/** A part of a call that is there: what is absent gives nothing before the function is asked. */
export type Present = Exclude<Value, null>;

/**
 * What a function means, to the database and in memory: the two must agree, and a property test holds
 * them together. Each part stands once in the SQL, so that nesting does not multiply it.
 */
export interface FunctionMeaning {
  /** What it gives for parts of these types. Undefined: it does not take them. */
  gives(types: readonly ExpressionType[]): ExpressionType | undefined;
  sql(parts: readonly string[]): string;
  value(parts: readonly Present[]): Value;
}

export type Functions = Readonly<Record<string, FunctionMeaning>>;

/** Of a function that takes these types and no others. A null fits everywhere. */
export function takes(
  types: readonly ExpressionType[],
  gives: ExpressionType,
): FunctionMeaning['gives'] {
  return (given) => {
    const fits = given.length === types.length && given.every((type, at) => fit(type, types[at]));
    return fits ? gives : undefined;
  };
}

function fit(given: ExpressionType, wanted: ExpressionType | undefined): boolean {
  return given === wanted || given === 'null' || (wanted === 'decimal' && given === 'integer');
}

/** Parts whose types were checked. */
export const asText = (value: Present | undefined) => value as string;
export const asNumber = (value: Present | undefined) => value as Decimal;
