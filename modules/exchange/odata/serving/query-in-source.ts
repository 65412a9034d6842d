import {
  type Definition,
  type Field,
  fieldsByName,
  isPersonal,
  type Source,
} from '../../definition.ts';
import type { RowCondition } from '../../permissions/view.ts';
import { decimalOf } from '../expression/decimal.ts';
import type { CaseBranch, Expression, RowsOf, Value } from '../expression/expression.ts';
import type { Query } from '../query/query.ts';

type Mapped = Pick<Source, 'fields'>;

/**
 * What a virtual data set is asked, as a source is: by the names of its fields that may be seen there, with
 * the fixed values, and nothing where it has no such field.
 */
export function queryInSource(
  query: Pick<Query, 'where' | 'orders'>,
  source: Mapped,
  there: Pick<Definition, 'fields'>,
): Pick<Query, 'where' | 'orders'> {
  const translator = new Translator(source, fieldsByName(there));
  return {
    where: query.where && translator.translate(query.where),
    orders: query.orders.map((order) => ({ ...order, by: translator.translate(order.by) })),
  };
}

/** Conditions on rows, as the source has them; undefined: no record of it meets them. */
export function rowsInSource(
  rows: readonly RowCondition[],
  { fields }: Mapped,
  there: Pick<Definition, 'fields'>,
): RowCondition[] | undefined {
  const known = fieldsByName(there);
  const conditions: RowCondition[] = [];
  for (const { field, values } of rows) {
    const from = fields[field];
    if (typeof from === 'string') {
      if (!known.has(from)) return undefined;
      conditions.push({ field: from, values });
    } else if (!from || !values.includes(String(from.value))) return undefined;
  }
  return conditions;
}

class Translator {
  private readonly fields: Source['fields'];
  private readonly there: ReadonlyMap<string, Field>;

  constructor({ fields }: Mapped, there: ReadonlyMap<string, Field>) {
    this.fields = fields;
    this.there = there;
  }

  /** @param inPersonal of what stands in the rows of a list: whether the source keeps it encrypted */
  translate(expression: Expression, inPersonal = false): Expression {
    const inside = (part: Expression) => this.translate(part, inPersonal);
    switch (expression.kind) {
      case 'value':
        return expression;
      case 'field':
        return expression.level > 0
          ? { ...expression, isPersonal: inPersonal }
          : this.field(expression);
      case 'call':
        return { ...expression, parts: expression.parts.map(inside) };
      case 'case': {
        const branch = ({ when, then }: CaseBranch) => ({ when: inside(when), then: inside(then) });
        return { ...expression, branches: expression.branches.map(branch) };
      }
      case 'rows':
        return this.rows(expression, inPersonal);
      case 'search':
        return this.search(expression);
    }
  }

  private field(field: Extract<Expression, { kind: 'field' }>): Expression {
    const from = this.fields[field.name];
    const there = typeof from === 'string' ? this.there.get(from) : undefined;
    if (there) return { ...field, name: there.name, isPersonal: isPersonal(there) };
    const value = typeof from === 'object' ? valueOf(from.value) : null;
    return { kind: 'value', type: field.type, value };
  }

  private rows(expression: Extract<Expression, { kind: 'rows' }>, inPersonal: boolean): Expression {
    const { how, list, type } = expression;
    if (list.level > 0) {
      return { ...expression, list: this.rowsOf(list, { ...list, isPersonal: inPersonal }) };
    }
    const from = this.fields[list.name];
    const there = typeof from === 'string' ? this.there.get(from) : undefined;
    if (!there) return { kind: 'value', type, value: OF_NO_ROWS[how] };
    const named = { ...list, name: there.name, isPersonal: isPersonal(there) };
    return { ...expression, list: this.rowsOf(list, named) };
  }

  private rowsOf({ where }: RowsOf, named: RowsOf): RowsOf {
    return { ...named, where: where && this.translate(where, named.isPersonal) };
  }

  /** A word may stand in a fixed value too. */
  private search(expression: Extract<Expression, { kind: 'search' }>): Expression {
    const { fields, word } = expression;
    const sources = fields.flatMap((name) => this.fields[name] ?? []);
    const isFixed = sources.some(
      (from) =>
        typeof from === 'object' && String(from.value).toLowerCase().includes(word.toLowerCase()),
    );
    if (isFixed) return { kind: 'value', type: 'boolean', value: true };
    const named = sources.filter((from) => typeof from === 'string' && this.there.has(from));
    return { ...expression, fields: named as string[] };
  }
}

const OF_NO_ROWS: Readonly<Record<'any' | 'all' | 'count', Value>> = {
  any: false,
  all: true,
  count: decimalOf(0),
};

function valueOf(value: string | number | boolean): Value {
  return typeof value === 'number' ? decimalOf(value) : value;
}
