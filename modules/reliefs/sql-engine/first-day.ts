import { addDays, type Day } from '../../../platform/clock/day.ts';

const EARLIEST = '1000-01-01';
const DAYS = 2_922_000;

/**
 * The first day on which something is so that stays so ever after; nobody's dates are older than the
 * year 1000 or later than 9000. Undefined when it never is. 22 questions.
 */
export function firstDay(isSo: (day: Day) => boolean): Day | undefined {
  let from = 0;
  let to = DAYS;
  if (!isSo(addDays(EARLIEST, to))) return undefined;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (isSo(addDays(EARLIEST, middle))) to = middle;
    else from = middle + 1;
  }
  return addDays(EARLIEST, to);
}
