import type { Expression } from '../expression/expression.ts';

export interface Order {
  by: Expression;
  isDescending: boolean;
}

/** What of a record is shown: names of fields, and of its nested lists which rows and what of them. */
export interface Shape {
  /** Undefined: all. */
  names: ReadonlySet<string> | undefined;
  computed: ReadonlyMap<string, Expression>;
  lists: ReadonlyMap<string, RowsShape>;
}

export interface RowsShape extends Shape {
  where: Expression | undefined;
  orders: readonly Order[];
  skip: number;
  top: number | undefined;
  isCounted: boolean;
}

/** Of a nested list of which nothing is asked. */
export const EVERY_ROW: RowsShape = {
  names: undefined,
  computed: new Map(),
  lists: new Map(),
  where: undefined,
  orders: [],
  skip: 0,
  top: undefined,
  isCounted: false,
};

/** A query with its names resolved and its types checked. */
export interface Query {
  /** Conditions and what is searched for, together. */
  where: Expression | undefined;
  orders: readonly Order[];
  shape: Shape;
  skip: number;
  top: number | undefined;
  isCounted: boolean;
  format: string | undefined;
  skiptoken: string | undefined;
  deltatoken: string | undefined;
  /** The same for the same question: what a page goes on with must not be another one. */
  digest: string;
}
