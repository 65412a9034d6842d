import {
  addDecimals,
  type Decimal,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  QUOTIENT_SCALE,
  remainderOf,
  roundDecimal,
} from './decimal.ts';
import { type ExpressionType, isNumber } from './expression.ts';
import { asNumber, type FunctionMeaning, type Functions } from './function-meaning.ts';

const UNITS = `1${'0'.repeat(QUOTIENT_SCALE)}`;
const UNIT = `0.${'0'.repeat(QUOTIENT_SCALE - 1)}1`;

/** Exact arithmetic. What is divided by nothing is nothing; quotients are cut off, never rounded. */
export const NUMBER_FUNCTIONS: Functions = {
  mul: {
    gives: (types) => durationTimesNumber(types) ?? numbersGive(types),
    sql: ([one, other]) => `(${one} * ${other})`,
    value: ([one, other]) => multiplyDecimals(asNumber(one), asNumber(other)),
  },
  div: {
    gives: (types) => (types.includes('decimal') ? undefined : numbersGive(types)),
    sql: ([one, other]) => `div(${one}, nullif(${other}, 0))`,
    value: ([one, other]) => divideDecimals(asNumber(one), asNumber(other), 0) ?? null,
  },
  divby: {
    gives: (types) => durationByNumber(types) ?? (numbersGive(types) && 'decimal'),
    sql: ([one, other]) => `(div(${one} * ${UNITS}, nullif(${other}, 0)) * ${UNIT})`,
    value: ([one, other]) => divideDecimals(asNumber(one), asNumber(other), QUOTIENT_SCALE) ?? null,
  },
  mod: {
    gives: numbersGive,
    sql: ([one, other]) => `mod(${one}, nullif(${other}, 0))`,
    value: ([one, other]) => remainderOf(asNumber(one), asNumber(other)) ?? null,
  },
  negate: {
    gives: ([type, ...more]) =>
      type && more.length === 0 && (isNumber(type) || type === 'duration') ? type : undefined,
    sql: ([number]) => `(- ${number})`,
    value: ([number]) => negateDecimal(asNumber(number)),
  },
  round: rounding('round', 'round'),
  floor: rounding('floor', 'floor'),
  ceiling: rounding('ceil', 'ceiling'),
};

/** Sums and differences of numbers: those of days and durations stand with the times. */
export const SUMS: Functions = {
  add: {
    gives: numbersGive,
    sql: ([one, other]) => `(${one} + ${other})`,
    value: ([one, other]) => addDecimals(asNumber(one), asNumber(other)),
  },
  sub: {
    gives: numbersGive,
    sql: ([one, other]) => `(${one} - ${other})`,
    value: ([one, other]) => addDecimals(asNumber(one), negateDecimal(asNumber(other))),
  },
};

function rounding(name: string, how: 'round' | 'floor' | 'ceiling'): FunctionMeaning {
  return {
    gives: ([type, ...more]) => (more.length === 0 && type && isNumber(type) ? type : undefined),
    sql: ([number]) => `${name}(${number})`,
    value: ([number]) => roundDecimal(number as Decimal, how),
  };
}

function numbersGive(types: readonly ExpressionType[]): ExpressionType | undefined {
  if (types.length !== 2 || !types.every((type) => isNumber(type) || type === 'null')) return;
  return types.includes('decimal') ? 'decimal' : 'integer';
}

function durationTimesNumber(types: readonly ExpressionType[]): ExpressionType | undefined {
  return durationByNumber(types) ?? durationByNumber(types.toReversed());
}

function durationByNumber([one, other]: readonly ExpressionType[]): ExpressionType | undefined {
  return one === 'duration' && other && isNumber(other) ? 'duration' : undefined;
}
