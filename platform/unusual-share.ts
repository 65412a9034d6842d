/** A tenth. */
const UNUSUAL_PERCENT = 10;

/**
 * Whether so much of a whole would end or change at once that somebody must be asked first: more than
 * a tenth, where nobody says how much is usual. A snapshot, a list or a register of which so much is
 * otherwise may be a wrong one.
 */
export function isUnusualShare(
  part: number,
  whole: number,
  usualPercent = UNUSUAL_PERCENT,
): boolean {
  return part * 100 > whole * usualPercent;
}
