import { isDay } from './day.ts';

/** Seconds and their fraction may be absent; the offset from UTC may not. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const DAY_LENGTH = 10;
const WHOLE_MINUTES = /^.{16}:\d{2}(Z|[+-])/;
const MINUTES_A_DAY = 1_440;

/**
 * An instant with an offset (RFC 3339) as the same one in UTC, to the millisecond:
 * `2026-03-01T10:00:00+02:00` is `2026-03-01T08:00:00.000Z`. Undefined for what is none, as the
 * 30th of February.
 *
 * Most are whole seconds that stay within their day: for those without a `Date`, in a third of its
 * microsecond. Registers have millions of them.
 */
export function toUtc(text: string): string | undefined {
  if (!INSTANT.test(text) || !isDay(text.slice(0, DAY_LENGTH))) return undefined;
  return withinDay(text) ?? byDate(text);
}

function withinDay(text: string): string | undefined {
  if (!WHOLE_MINUTES.test(text)) return undefined;
  const hour = numberAt(text, 11);
  const minute = numberAt(text, 14);
  const isPlain = hour < 24 && minute < 60 && numberAt(text, 17) < 60;
  const offset = text.length === 20 ? 0 : offsetOf(text);
  const utc = hour * 60 + minute - offset;
  if (!isPlain || Number.isNaN(utc) || utc < 0 || utc >= MINUTES_A_DAY) return undefined;
  const time = `${twoDigits(Math.floor(utc / 60))}:${twoDigits(utc % 60)}`;
  return `${text.slice(0, 11)}${time}${text.slice(16, 19)}.000Z`;
}

/** Minutes; NaN for an offset that no clock has. */
function offsetOf(text: string): number {
  const hours = numberAt(text, 20);
  const minutes = numberAt(text, 23);
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (hours * 60 + minutes) * (text.charAt(19) === '-' ? -1 : 1);
}

function byDate(text: string): string | undefined {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
}

function numberAt(text: string, at: number): number {
  return Number(text.slice(at, at + 2));
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
