import type { Limits, Verdict } from '../condition.ts';

export function negate(verdict: Verdict): Verdict {
  return verdict === 'unknown' ? 'unknown' : verdict === 'yes' ? 'no' : 'yes';
}

/** No as soon as one is no; yes when all are. */
export function allVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('unknown') ? 'unknown' : 'yes';
}

/** Yes as soon as one is yes; no when all are. */
export function anyVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('unknown') ? 'unknown' : 'no';
}

/** Of so many it is certain, of so many it could be. */
export interface Bounds {
  yes: number;
  unknown: number;
}

export function boundsOf(verdicts: readonly Verdict[]): Bounds {
  return {
    yes: verdicts.filter((verdict) => verdict === 'yes').length,
    unknown: verdicts.filter((verdict) => verdict === 'unknown').length,
  };
}

/** Whether a number that lies in `[yes, yes + unknown]` is in `[from, below)`. */
export function boundsVerdict({ yes, unknown }: Bounds, limits: Limits): Verdict {
  const { from = 0, below = Number.POSITIVE_INFINITY } = limits;
  const most = yes + unknown;
  if (most < from || yes >= below) return 'no';
  return yes >= from && most < below ? 'yes' : 'unknown';
}
