/** A set of numbers as half-open spans `[from, to)`, in order and apart from each other. */
export type Spans = readonly (readonly [from: number, to: number])[];

export const ALL_NUMBERS: Spans = [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];

export interface Bounds {
  from?: number | undefined;
  to?: number | undefined;
  below?: number | undefined;
}

/** The whole numbers within bounds. */
export function wholeNumbers({ from, to, below }: Bounds): Spans {
  const start = from === undefined ? Number.NEGATIVE_INFINITY : Math.ceil(from);
  const end = Math.min(
    to === undefined ? Number.POSITIVE_INFINITY : Math.floor(to) + 1,
    below === undefined ? Number.POSITIVE_INFINITY : Math.ceil(below),
  );
  return start < end ? [[start, end]] : [];
}

/** A set of whole numbers. */
export function singleNumbers(numbers: Iterable<number>): Spans {
  const spans: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last?.[1] === number) last[1] += 1;
    else spans.push([number, number + 1]);
  }
  return spans;
}

/** What both sets have. */
export function meetSpans(one: Spans, other: Spans): Spans {
  const met: [number, number][] = [];
  let position = 0;
  for (const [from, to] of one) {
    // Spans are in order: what ends before this one starts meets none of the later ones either.
    while ((other[position]?.[1] ?? Number.POSITIVE_INFINITY) <= from) position += 1;
    for (let next = position; (other[next]?.[0] ?? Number.POSITIVE_INFINITY) < to; next += 1) {
      const [otherFrom, otherTo] = other[next] as Spans[number];
      met.push([Math.max(from, otherFrom), Math.min(to, otherTo)]);
    }
  }
  return met;
}

/** What the set has not. */
export function restOfSpans(spans: Spans): Spans {
  const rest: [number, number][] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const [start, end] of spans) {
    if (from < start) rest.push([from, start]);
    from = Math.max(from, end);
  }
  if (from < Number.POSITIVE_INFINITY) rest.push([from, Number.POSITIVE_INFINITY]);
  return rest;
}

/** Apart by less than any two sums or quotients of cents can be. */
const NEXT = 1e-6;

/** All numbers within bounds. */
export function realNumbers({ from, to, below }: Bounds): Spans {
  const start = from ?? Number.NEGATIVE_INFINITY;
  const end = Math.min(
    to === undefined ? Number.POSITIVE_INFINITY : to + NEXT,
    below ?? Number.POSITIVE_INFINITY,
  );
  return start < end ? [[start, end]] : [];
}
