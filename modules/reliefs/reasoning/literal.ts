import type { Relation } from '../condition.ts';
import type { Box } from './boxes.ts';
import type { Sign, Signed } from './signed.ts';
import type { Spans } from './spans.ts';

/** What a branch of the search takes to be so. Literals of one family can contradict each other. */
export type Literal = { family: string } & (
  | { sort: 'atom'; sign: Sign }
  /** Of a fact's current values: one lies in the box, none does, there are some, there are none. */
  | { sort: 'fact'; kind: string; has?: Box; none?: Box; isStated?: boolean }
  | { sort: 'birth'; within?: Box; outside?: Box }
  | { sort: 'related'; counted: Counted; least?: number; most?: number }
  | { sort: 'sum'; within: Spans }
);

/** The related persons whose verdict is as demanded. */
export interface Counted {
  relation: Relation;
  signed: Signed;
  self: boolean;
}

/** One way in which something can be so: all of it together. */
export type Way = readonly (Signed | Literal)[];

export function isLiteral(one: Signed | Literal): one is Literal {
  return 'family' in one;
}
