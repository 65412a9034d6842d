import { currentLanguage } from './start-language.ts';

const LOCALES = { lv: 'lv-LV', en: 'en-GB' } as const;
const DAY_MS = 86_400_000;

function locale(): string {
  return LOCALES[currentLanguage()];
}

/** Integer cents as euros. */
export function formatEuros(cents: number): string {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency: 'EUR' }).format(
    cents / 100,
  );
}

const DAY_STYLES = {
  lv: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { dateStyle: 'long' },
} as const;

/**
 * A day (`YYYY-MM-DD`): a date of the calendar, in no time zone. In Latvian in figures, since a month in
 * words would have to be declined by what stands before it.
 */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat(locale(), {
    ...DAY_STYLES[currentLanguage()],
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A month (`YYYY-MM`) in words. */
export function formatMonth(month: string): string {
  return new Intl.DateTimeFormat(locale(), {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The last day of a half-open period: people read "until" as including the day. */
export function formatLastDay(end: string): string {
  const last = new Date(Date.parse(`${end}T00:00:00Z`) - DAY_MS);
  return formatDay(last.toISOString().slice(0, 10));
}

/** An instant as the day and time of Riga. */
export function formatInstant(instant: string): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Riga',
  }).format(new Date(instant));
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** A decimal as it was written, to its last place: a text, since a number would round it. */
export function formatDecimal(decimal: string): string {
  const minimumFractionDigits = decimal.split('.')[1]?.length ?? 0;
  const style = { minimumFractionDigits, maximumFractionDigits: 100 };
  return new Intl.NumberFormat(locale(), style).format(decimal as `${number}`);
}
