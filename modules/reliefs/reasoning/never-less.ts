import { earnsPoints, type Give } from '../benefits/give.ts';

/** Whether one form gives never less than another, whatever is bought. Only what is certain. */
export function isNeverLess(give: Give, other: Give): boolean {
  if (JSON.stringify(give) === JSON.stringify(other)) return true;
  if (isShare(give)) {
    if (isEverything(give)) return !earnsPoints(other) && !('spendPoints' in other);
    if (!isShare(other) || give.part || other.part) return false;
    const { upTo = Number.POSITIVE_INFINITY } = give;
    return give.percent >= other.percent && upTo >= (other.upTo ?? Number.POSITIVE_INFINITY);
  }
  if ('recipientPays' in give && 'recipientPays' in other) {
    return give.recipientPays <= other.recipientPays;
  }
  if ('pointsPerUnit' in give && 'pointsPerUnit' in other) {
    return give.pointsPerUnit >= other.pointsPerUnit;
  }
  return 'perUnit' in give && 'perUnit' in other && give.perUnit >= other.perUnit;
}

type Share = Extract<Give, { upTo?: unknown }>;

/** A share of the price of each unit. */
function isShare(give: Give): give is Share {
  return 'percent' in give && !('freeOfEvery' in give) && !('bundle' in give);
}

function isEverything({ percent, upTo, part }: Share): boolean {
  return percent === 10_000 && upTo === undefined && part === undefined;
}
