import { decimalText, parseDecimal } from '../expression/decimal.ts';
import type { Expression, Value } from '../expression/expression.ts';
import { type SqlParameters, sqlOfExpression } from '../expression/sql-of-expression.ts';
import type { Order } from './query.ts';

/** The last record of a page: the next one begins after it. */
export interface LastRecord {
  keyHash: Buffer;
  /** Of the expressions that are ordered by, as texts. */
  values: readonly (string | null)[];
  /** Of a virtual data set: the place of its source among the others. */
  place?: number;
}

/** SQL of the order: nothing comes first, as in memory, and the key's hash tells equals apart. */
export function sqlOfOrder(orders: readonly Order[], parameters: SqlParameters): string {
  const columns = orders.map(({ by, isDescending }) => {
    const written = sqlOfColumn(by, parameters);
    return isDescending ? `${written} desc nulls last` : `${written} asc nulls first`;
  });
  return [...columns, `key_hash ${isKeyDescending(orders) ? 'desc' : 'asc'}`].join(', ');
}

/** Texts by the numbers of their characters, here as in memory; fields say so themselves. */
function sqlOfColumn(by: Expression, parameters: SqlParameters): string {
  const written = sqlOfExpression(by, parameters);
  return by.type === 'text' && by.kind !== 'field' ? `(${written} collate "C")` : written;
}

/** In the direction of what is ordered by first, so that one index serves both. */
export function isKeyDescending(orders: readonly Order[]): boolean {
  return orders[0]?.isDescending ?? false;
}

/** A condition on where records stand, added to the question's own; they come one after the other. */
export type Segment = (parameters: SqlParameters) => string;

/**
 * The records after one of them, in parts that each are a range of an index: where the first value is the
 * same or later, and, since nothing stands at one end, where there is none.
 */
export function segmentsAfter(orders: readonly Order[], last: LastRecord): Segment[] {
  const [first, ...rest] = orders;
  const keyAfter: Segment = (parameters) =>
    `key_hash ${isKeyDescending(orders) ? '<' : '>'} ${parameters.add(last.keyHash, 'bytea')}`;
  if (!first) return [keyAfter];
  const [value = null, ...values] = last.values;
  const column: Segment = (parameters) => sqlOfColumn(first.by, parameters);
  const later = afterAll(rest, values, keyAfter);
  if (value === null) {
    const same: Segment = (parameters) => `${column(parameters)} is null and ${later(parameters)}`;
    return first.isDescending
      ? [same]
      : [same, (parameters) => `${column(parameters)} is not null`];
  }
  const sign = first.isDescending ? '<' : '>';
  const literal: Expression = {
    kind: 'value',
    type: first.by.type,
    value: valueOf(first.by, value),
  };
  const bounded: Segment = (parameters) => {
    const bound = sqlOfExpression(literal, parameters);
    const at = column(parameters);
    // Compared as a row, both are one range of the index.
    if (rest.length === 0) {
      return `(${at}, key_hash) ${sign} (${bound}, ${parameters.add(last.keyHash, 'bytea')})`;
    }
    return `${at} ${sign}= ${bound} and (${at} ${sign} ${bound} or ${later(parameters)})`;
  };
  return first.isDescending
    ? [bounded, (parameters) => `${column(parameters)} is null`]
    : [bounded];
}

/** After the values of what is ordered by further on, where all before them are the same. */
function afterAll(
  orders: readonly Order[],
  values: readonly (string | null)[],
  keyAfter: Segment,
): Segment {
  const [first, ...rest] = orders;
  if (!first) return keyAfter;
  const [value = null, ...more] = values;
  const inner = afterAll(rest, more, keyAfter);
  return (parameters) => {
    const at = sqlOfColumn(first.by, parameters);
    if (value === null) {
      const same = `(${at} is null and ${inner(parameters)})`;
      return first.isDescending ? same : `(${at} is not null or ${same})`;
    }
    const literal: Expression = {
      kind: 'value',
      type: first.by.type,
      value: valueOf(first.by, value),
    };
    const bound = sqlOfExpression(literal, parameters);
    const same = `(${at} = ${bound} and ${inner(parameters)})`;
    if (!first.isDescending) return `(${at} > ${bound} or ${same})`;
    return `(${at} < ${bound} or ${at} is null or ${same})`;
  };
}

/** As a text, for a token. */
export function textOfValue(value: Value): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? decimalText(value) : String(value);
}

export function valueOf({ type }: Expression, text: string | null): Value {
  if (text === null) return null;
  if (type === 'boolean') return text === 'true';
  const isNumber = type === 'integer' || type === 'decimal' || type === 'duration';
  return isNumber ? (parseDecimal(text) ?? null) : text;
}
