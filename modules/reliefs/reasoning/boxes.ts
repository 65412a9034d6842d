import { ALL_NUMBERS, meetSpans, restOfSpans, type Spans } from './spans.ts';

/**
 * What is asked of one value, by what is asked about it: its code, its number, how long ago it was.
 * An axis that is not named has all numbers.
 */
export type Box = ReadonlyMap<string, Spans>;

/** So many pieces a rest may fall into. Beyond, the whole stands for it: more than there is. */
const PIECES_MAX = 256;

/** What lies in both, if anything does. */
export function meetBoxes(one: Box, other: Box): Box | undefined {
  const met = new Map(one);
  for (const [axis, spans] of other) {
    const both = meetSpans(met.get(axis) ?? ALL_NUMBERS, spans);
    if (both.length === 0) return undefined;
    met.set(axis, both);
  }
  return met;
}

/** What lies in a box and in none of the others: in pieces. Never less than there is. */
export function withoutBoxes(box: Box, others: readonly Box[]): Box[] {
  let pieces: Box[] = [box];
  for (const other of others) {
    const left = pieces.flatMap((piece) => withoutBox(piece, other));
    if (left.length > PIECES_MAX) return pieces;
    pieces = left;
  }
  return pieces;
}

function withoutBox(box: Box, other: Box): Box[] {
  const pieces: Box[] = [];
  let within: Box = box;
  for (const [axis, spans] of other) {
    const outside = meetBoxes(within, new Map([[axis, restOfSpans(spans)]]));
    if (outside) pieces.push(outside);
    const inside = meetBoxes(within, new Map([[axis, spans]]));
    if (!inside) return pieces;
    within = inside;
  }
  return pieces;
}
