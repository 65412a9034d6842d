import { decimalText, parseDecimal, roundDecimal } from './decimal.ts';
import { type ExpressionType, isNumber } from './expression.ts';
import {
  asNumber,
  asText,
  type FunctionMeaning,
  type Functions,
  takes,
} from './function-meaning.ts';
import { NUMBER_FUNCTIONS, SUMS } from './number-functions.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import { TIME_FUNCTIONS } from './time-functions.ts';

/** What a text that is a number looks like, as records write it. */
const NUMBER_TEXT = { decimal: '-?[0-9]{1,18}([.][0-9]{1,9})?', integer: '-?[0-9]{1,18}' } as const;

const CASTS: Functions = {
  'cast:text': {
    gives: ([type]) => (type === 'duration' ? undefined : 'text'),
    sql: ([text]) => `${text}`,
    value: ([text]) => asText(text),
  },
  'cast:text:number': {
    gives: takes(['decimal'], 'text'),
    sql: ([number]) => `trim_scale(${number})::text`,
    value: ([number]) => decimalText(asNumber(number)),
  },
  'cast:text:boolean': {
    gives: takes(['boolean'], 'text'),
    sql: ([one]) => `(${one})::text`,
    value: ([one]) => String(one),
  },
  'cast:decimal': numberFromText('decimal'),
  'cast:integer': numberFromText('integer'),
  'cast:decimal:number': {
    gives: takes(['decimal'], 'decimal'),
    sql: ([number]) => `${number}`,
    value: ([number]) => asNumber(number),
  },
  'cast:integer:number': {
    gives: takes(['decimal'], 'integer'),
    sql: ([number]) => `trunc(${number})`,
    value: ([number]) => {
      const one = asNumber(number);
      return roundDecimal(one, one.units < 0n ? 'ceiling' : 'floor');
    },
  },
  'cast:day:instant': {
    gives: takes(['instant'], 'day'),
    sql: ([instant]) => `substr(${instant}, 1, 10)`,
    value: ([instant]) => asText(instant).slice(0, 10),
  },
};

function numberFromText(gives: 'decimal' | 'integer'): FunctionMeaning {
  const pattern = `^(${NUMBER_TEXT[gives]})$`;
  return {
    gives: takes(['text'], gives),
    sql: ([text]) => `(regexp_match(${text}, '${pattern}'))[1]::numeric`,
    value: ([text]) =>
      new RegExp(pattern).test(asText(text)) ? (parseDecimal(asText(text)) ?? null) : null,
  };
}

/**
 * The functions that give nothing where a part is nothing. `cast:…` and those of times have names of
 * their own for the types that they take; `findFunction` finds them.
 */
export const FUNCTIONS: Functions = {
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...SUMS,
  ...TIME_FUNCTIONS,
  ...CASTS,
};

/** The function of a name that takes these types, and what it gives. */
export function findFunction(
  name: string,
  types: readonly ExpressionType[],
): { name: string; type: ExpressionType } | undefined {
  const group = types.map((type) => (isNumber(type) ? 'number' : type)).join(':');
  for (const candidate of [`${name}:${group}`, name]) {
    const type = Object.hasOwn(FUNCTIONS, candidate)
      ? FUNCTIONS[candidate]?.gives(types)
      : undefined;
    if (type) return { name: candidate, type };
  }
  return undefined;
}
