import type { Cents } from '../../../platform/money/money.ts';
import type { AppliedRelief, BasketLine } from '../calculation.ts';
import type { Run } from './run.ts';

/** What is left to pay for the whole basket. */
export interface BasketState {
  restCents: Cents;
}

/** A line while it is calculated. */
export interface LineState {
  line: BasketLine;
  basket: BasketState;
  /** Position in the natural order of the ids. */
  position: number;
  /** The class of the item with all its broader classes. */
  classes: readonly string[];
  priceCents: Cents;
  restCents: Cents;
  runs: readonly Run[];
  applied: AppliedRelief[];
  /** Groups of which a relief applied, so that points of another of the group do not. */
  groups: Map<string, string>;
}

/** The largest price of a line of which a percentage is still exact. */
const MAX_LINE_CENTS = 900_000_000_000;

/** Lines in the natural order of their ids: the order of the request changes nothing. */
export function lineStates(
  lines: readonly BasketLine[],
  broader: (concept: string) => readonly string[],
): LineState[] {
  const ordered =
    lines.length > 1 ? lines.toSorted((a, b) => compareNaturally(a.line, b.line)) : lines;
  const basket: BasketState = { restCents: 0 };
  return ordered.map((line, position) => {
    const priceCents = line.quantity * line.unitPriceCents;
    if (!(priceCents >= 0 && priceCents <= MAX_LINE_CENTS && Number.isSafeInteger(priceCents))) {
      throw new RangeError(`The price of line ${line.line} is out of range.`);
    }
    basket.restCents += priceCents;
    return {
      line,
      basket,
      position,
      classes: broader(line.class),
      priceCents,
      restCents: priceCents,
      runs: [{ units: line.quantity, restCents: priceCents, coveredBy: [] }],
      applied: [],
      groups: new Map(),
    };
  });
}

/** Compares text by characters, and runs of digits by their number: `line-2` before `line-10`. */
export function compareNaturally(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = endOfDigits(a, i);
    const endB = endOfDigits(b, j);
    if (endA > i && endB > j) {
      const digitsA = withoutLeadingZeros(a.slice(i, endA));
      const digitsB = withoutLeadingZeros(b.slice(j, endB));
      if (digitsA.length !== digitsB.length) return digitsA.length - digitsB.length;
      if (digitsA !== digitsB) return digitsA < digitsB ? -1 : 1;
      i = endA;
      j = endB;
      continue;
    }
    const difference = a.charCodeAt(i) - b.charCodeAt(j);
    if (difference !== 0) return difference;
    i += 1;
    j += 1;
  }
  const difference = a.length - i - (b.length - j);
  if (difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

function endOfDigits(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
  return end;
}

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits.charCodeAt(start) === 48) start += 1;
  return digits.slice(start);
}
