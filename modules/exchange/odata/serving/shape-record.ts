import { type Field, isList } from '../../definition.ts';
import { decimalText } from '../expression/decimal.ts';
import { compareValues, evaluate, holds, type PlainRecord } from '../expression/evaluate.ts';
import type { Value } from '../expression/expression.ts';
import { EVERY_ROW, type Order, type RowsShape, type Shape } from '../query/query.ts';

/** Writes a number into JSON with all of its digits (ECMAScript, JSON.parse source text access). */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

export interface ShapeOptions {
  /** Decimals as texts (IEEE754Compatible), for readers whose numbers are not exact. */
  exactAsText: boolean;
}

/** A record as OData shows it: what was selected, computed values, lists with the rows asked for. */
export function shapeRecord(
  record: PlainRecord,
  fields: readonly Field[],
  { shape, options }: { shape: Shape; options: ShapeOptions },
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const field of fields) {
    if (shape.names && !shape.names.has(field.name)) continue;
    const held = record[field.name];
    if (isList(field)) {
      const rows = (Array.isArray(held) ? held : []) as PlainRecord[];
      shapeRows(shown, rows, { field, shape: shape.lists.get(field.name), options });
    } else shown[field.name] = shownValue(held, field.type, options);
  }
  for (const [name, expression] of shape.computed) {
    if (shape.names && !shape.names.has(name)) continue;
    shown[name] = shownResult(evaluate(expression, [record]), options);
  }
  return shown;
}

function shapeRows(
  shown: Record<string, unknown>,
  all: readonly PlainRecord[],
  asked: {
    field: Extract<Field, { list: unknown }>;
    shape: RowsShape | undefined;
    options: ShapeOptions;
  },
): void {
  const { field, options } = asked;
  const shape = asked.shape ?? EVERY_ROW;
  const { where, skip, top, isCounted, orders } = shape;
  const met = where ? all.filter((row) => holds(where, row)) : all;
  if (isCounted) shown[`${field.name}@odata.count`] = met.length;
  const ordered =
    orders.length > 0 ? met.toSorted((one, other) => compareBy(orders, one, other)) : met;
  const rows = ordered.slice(skip, top === undefined ? undefined : skip + top);
  shown[field.name] = rows.map((row) => shapeRecord(row, field.list, { shape, options }));
}

/** The order of two records, 0 when nothing tells them apart. */
export function compareBy(orders: readonly Order[], one: PlainRecord, other: PlainRecord): number {
  for (const { by, isDescending } of orders) {
    const order = compareValues(evaluate(by, [one]), evaluate(by, [other]));
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

function shownValue(held: unknown, type: string, { exactAsText }: ShapeOptions): unknown {
  if (held === undefined || held === null) return null;
  return type === 'decimal' && !exactAsText ? rawJSON(String(held)) : held;
}

function shownResult(value: Value, { exactAsText }: ShapeOptions): unknown {
  if (value === null || typeof value !== 'object') return value;
  const text = decimalText(value);
  return exactAsText ? text : rawJSON(text);
}
