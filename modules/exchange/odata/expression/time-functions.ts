import {
  addDecimals,
  type Decimal,
  decimalOf,
  decimalText,
  negateDecimal,
  parseDecimal,
} from './decimal.ts';
import type { ExpressionType } from './expression.ts';
import {
  asNumber,
  asText,
  type FunctionMeaning,
  type Functions,
  type Present,
  takes,
} from './function-meaning.ts';

const DAY_MS = 86_400_000;
const MILLISECOND: Decimal = { units: 1n, scale: 3 };

/** Where a part stands in the text of a day or an instant, and in that of a time of day. */
const PLACES = {
  year: { day: 0, length: 4 },
  month: { day: 5, length: 2 },
  day: { day: 8, length: 2 },
  hour: { instant: 11, time: 0, length: 2 },
  minute: { instant: 14, time: 3, length: 2 },
  second: { instant: 17, time: 6, length: 2 },
} as const;

/** Functions of days, instants (in UTC, as they are kept), times of day, and durations. */
export const TIME_FUNCTIONS: Functions = {
  ...Object.fromEntries(
    (['year', 'month', 'day'] as const).flatMap((name) =>
      (['day', 'instant'] as const).map((type) => [
        `${name}:${type}`,
        partOf(type, PLACES[name].day, PLACES[name].length),
      ]),
    ),
  ),
  ...Object.fromEntries(
    (['hour', 'minute', 'second'] as const).flatMap((name) =>
      (['instant', 'time'] as const).map((type) => [
        `${name}:${type}`,
        partOf(type, PLACES[name][type], PLACES[name].length),
      ]),
    ),
  ),
  'fractionalseconds:instant': fractionOf('instant', 19),
  'fractionalseconds:time': fractionOf('time', 8),
  'date:instant': slice('instant', 'day', 0, 10),
  'time:instant': slice('instant', 'time', 11, 12),
  'totaloffsetminutes:instant': {
    gives: takes(['instant'], 'integer'),
    sql: ([instant]) => `(0 * length(${instant}))::numeric`,
    value: () => decimalOf(0),
  },
  'totalseconds:duration': {
    gives: takes(['duration'], 'decimal'),
    sql: ([duration]) => `(${duration} * 0.001)`,
    value: ([duration]) => {
      const { units, scale } = asNumber(duration);
      return { units, scale: scale + MILLISECOND.scale };
    },
  },
  'add:duration:duration': {
    gives: takes(['duration', 'duration'], 'duration'),
    sql: ([one, other]) => `(${one} + ${other})`,
    value: ([one, other]) => addDecimals(asNumber(one), asNumber(other)),
  },
  'sub:duration:duration': {
    gives: takes(['duration', 'duration'], 'duration'),
    sql: ([one, other]) => `(${one} - ${other})`,
    value: ([one, other]) => addDecimals(asNumber(one), negateDecimal(asNumber(other))),
  },
  'add:day:duration': laterDay(1),
  'sub:day:duration': laterDay(-1),
  'add:instant:duration': laterInstant(1),
  'sub:instant:duration': laterInstant(-1),
  'sub:day:day': {
    gives: takes(['day', 'day'], 'duration'),
    sql: ([one, other]) => `((${one}::date - ${other}::date)::numeric * ${DAY_MS})`,
    value: difference,
  },
  'sub:instant:instant': {
    gives: takes(['instant', 'instant'], 'duration'),
    sql: ([one, other]) =>
      `(extract(epoch from ${one}::timestamptz - ${other}::timestamptz) * 1000)`,
    value: difference,
  },
};

function slice(
  type: ExpressionType,
  gives: ExpressionType,
  start: number,
  length: number,
): FunctionMeaning {
  return {
    gives: takes([type], gives),
    sql: ([text]) => `substr(${text}, ${start + 1}, ${length})`,
    value: ([text]) => asText(text).slice(start, start + length),
  };
}

function partOf(type: ExpressionType, start: number, length: number): FunctionMeaning {
  const text = slice(type, 'integer', start, length);
  return {
    gives: text.gives,
    sql: (parts) => `${text.sql(parts)}::numeric`,
    value: (parts) => parseDecimal(asText(text.value(parts) as Present)) ?? null,
  };
}

function fractionOf(type: ExpressionType, start: number): FunctionMeaning {
  const text = slice(type, 'decimal', start, 4);
  return {
    gives: text.gives,
    sql: (parts) => `('0' || ${text.sql(parts)})::numeric`,
    value: (parts) => parseDecimal(`0${asText(text.value(parts) as Present)}`) ?? null,
  };
}

function laterDay(sign: 1 | -1): FunctionMeaning {
  return {
    gives: takes(['day', 'duration'], 'day'),
    sql: ([day, duration]) =>
      `to_char(${day}::date + floor(${sign} * ${duration} / ${DAY_MS})::integer, 'YYYY-MM-DD')`,
    value: ([day, duration]) => {
      const days = Math.floor((sign * millisecondsOf(duration)) / DAY_MS);
      return instantText(Date.parse(asText(day)) + days * DAY_MS)?.slice(0, 10) ?? null;
    },
  };
}

function laterInstant(sign: 1 | -1): FunctionMeaning {
  return {
    gives: takes(['instant', 'duration'], 'instant'),
    sql: ([instant, duration]) =>
      `to_char((${instant}::timestamptz + trunc(${sign} * ${duration})::double precision ` +
      `* interval '1 millisecond') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    value: ([instant, duration]) =>
      instantText(Date.parse(asText(instant)) + Math.trunc(sign * millisecondsOf(duration))),
  };
}

function difference([one, other]: readonly Present[]): Decimal {
  return decimalOf(Date.parse(asText(one)) - Date.parse(asText(other)));
}

function millisecondsOf(duration: Present | undefined): number {
  return Number(decimalText(asNumber(duration)));
}

function instantText(milliseconds: number): string | null {
  const instant = new Date(milliseconds);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
