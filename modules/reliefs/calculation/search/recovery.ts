import { FULL_BASIS_POINTS } from '../../../../platform/money/money.ts';
import type { Contender } from './contenders.ts';

/** Reliefs that come after a contender on a line that they fit. */
export function laterThan(
  { place }: Contender,
  fitting: readonly Contender[],
): readonly Contender[] {
  return fitting.filter((contender) => contender.place > place);
}

/**
 * Where money runs out a relief is cut, and what it leaves a later relief on the same line may take
 * up: at most this share of the cut, roundings apart.
 */
export function recoveredShare(contender: Contender, fitting: readonly Contender[]): number {
  if (contender.cents.length === 0) return 0;
  const later = laterThan(contender, fitting);
  if (!later.every(isShareOfRest)) return 1;
  const largest = new Map<number, number>();
  for (const { place, entrant } of later) {
    const percent = entrant.benefits.reduce((sum, { benefit: { give } }) => {
      return 'percent' in give ? sum + (give.percent ?? 0) : sum;
    }, 0);
    largest.set(place, Math.max(largest.get(place) ?? 0, percent));
  }
  let kept = 1;
  for (const percent of largest.values()) kept *= Math.max(0, 1 - percent / FULL_BASIS_POINTS);
  return 1 - kept;
}

export function isShareOfRest({ entrant: { state, benefits } }: Contender): boolean {
  const { stack, atMost, leaves } = state.candidate.instruction;
  if (stack === 'full-price' || atMost !== undefined || leaves !== undefined) return false;
  return benefits.every(
    ({ benefit: { give } }) =>
      'percent' in give && !('upTo' in give && give.upTo !== undefined) && !('part' in give),
  );
}
