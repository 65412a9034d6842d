import {
  addDays,
  addMonths,
  type Day,
  rigaDay,
  rigaMidnight,
} from '../../../platform/clock/day.ts';

/** Whether a quota is in all, or begins anew with each month or day of Riga. */
export const QUOTA_PERIODS = ['all', 'month', 'day'] as const;
export type QuotaPeriod = (typeof QUOTA_PERIODS)[number];

interface Renewing {
  quotaPeriod: QuotaPeriod;
  validUntil: Day;
}

/** The first day of the period in which an instant lies; null where a quota is in all. */
export function periodAt(period: QuotaPeriod, instant: Date): Day | null {
  if (period === 'all') return null;
  const day = rigaDay(instant);
  return period === 'day' ? day : `${day.slice(0, 7)}-01`;
}

/** When a quota begins anew; null when it never does, also since the permission ends before. */
export function renewalAfter({ quotaPeriod, validUntil }: Renewing, instant: Date): Date | null {
  const since = periodAt(quotaPeriod, instant);
  if (since === null) return null;
  const next = quotaPeriod === 'day' ? addDays(since, 1) : addMonths(since, 1);
  return next > validUntil ? null : rigaMidnight(next);
}
