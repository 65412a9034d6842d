import { isDay } from '../../../../platform/clock/day.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Parsed } from '../parse-odata.ts';
import { parseDecimal } from './decimal.ts';
import type { Expression, ExpressionType, Value } from './expression.ts';

type Literal = Extract<Expression, { kind: 'value' }>;

const DURATION =
  /^(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/i;
/** No number that is asked for has more digits: longer ones only cost. */
const NUMBER_LENGTH_MAX = 60;
const EXPONENT_MAX = 30;

/** Reads a literal of the grammar, percent-encoded as it stands there. Refuses what we have no type for. */
export function readLiteral(literal: Parsed, text: string): Literal {
  const written = decodeURIComponent(text.slice(literal.start, literal.end));
  const read = READERS[literal.rule];
  const found = read?.(written);
  if (!found) throw new Refusal('odata-not-supported', { what: literal.rule });
  const [type, value] = found;
  if (value === undefined) throw new Refusal('odata-value-wrong', { type });
  const isShifted = type === 'instant' && !IN_UTC.test(written);
  return { kind: 'value', type, value, ...(isShifted && { isShifted }) };
}

const IN_UTC = /(Z|[+-]00:00)$/i;

type Read = [type: ExpressionType, value: Value | undefined];

const READERS: Readonly<Record<string, (text: string) => Read>> = {
  null: () => ['null', null],
  boolean: (text) => ['boolean', text.toLowerCase() === 'true'],
  stringLiteral: (text) => ['text', readText(text)],
  guid: (text) => ['text', text],
  decimalLiteral: readNumber,
  date: (text) => ['day', isDay(text) ? text : undefined],
  dateTimeOffsetLiteral: (text) => ['instant', readInstant(text)],
  timeOfDayLiteral: (text) => ['time', readTime(text)],
  durationLiteral: (text) => ['duration', readDuration(text)],
};

/** What stands between quotes: two of them are one. */
function readText(text: string): string | undefined {
  const inner = text.slice(1, -1).replaceAll("''", "'");
  return inner.includes('\u0000') || !inner.isWellFormed() ? undefined : inner;
}

function readNumber(text: string): Read {
  const exponent = Math.abs(Number(/e(.+)$/i.exec(text)?.[1] ?? 0));
  const fits = text.length <= NUMBER_LENGTH_MAX && exponent <= EXPONENT_MAX;
  const number = fits ? parseDecimal(text) : undefined;
  return [number && number.scale === 0 ? 'integer' : 'decimal', number];
}

function readInstant(text: string): string | undefined {
  const [day = '', time = ''] = text.toUpperCase().split('T');
  // A leap second is the second after it.
  const instant = isDay(day)
    ? new Date(`${day}T${time.replace(/:60(?=[.Z+-])/, ':59')}`)
    : undefined;
  return instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : undefined;
}

function readTime(text: string): string {
  const [hour = '', minute = '', seconds = '00'] = text.split(':');
  const [second = '', fraction = ''] = seconds.split('.');
  return `${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}

/** In milliseconds. */
function readDuration(text: string): Value | undefined {
  const [, sign, ...parts] = DURATION.exec(text.replace(/^duration/i, '').slice(1, -1)) ?? [];
  if (sign === undefined) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  const whole = ((days * 24 + hours) * 60 + minutes) * 60_000 + Math.round(seconds * 1_000);
  if (!Number.isSafeInteger(whole)) return undefined;
  return { units: BigInt(sign === '-' ? -whole : whole), scale: 0 };
}
