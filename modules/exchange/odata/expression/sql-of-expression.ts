import {
  demandFieldName,
  SQL_TYPES as FIELD_SQL_TYPES,
  type SqlType,
  sqlOfField,
} from '../../records/sql/sql-of-field.ts';
import { decimalText } from './decimal.ts';
import type { Expression, ExpressionType, RowsOf, Value } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { readPattern } from './safe-pattern.ts';

const SQL_TYPES: Readonly<Record<ExpressionType, SqlType>> = {
  ...FIELD_SQL_TYPES,
  duration: 'numeric',
  time: 'text',
  null: 'text',
};

/** The parameters of a statement as they come to be. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** `$3::numeric` */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/**
 * A condition as SQL, for `where`, over `exchange.records`: what is not known does not hold, so that
 * comparisons may stay bare and indexes serve them. Values become parameters, never text.
 */
export function sqlOfCondition(condition: Expression, parameters: SqlParameters): string {
  return new SqlWriter(parameters).writeBoolean(condition, true);
}

/** An expression as SQL, with its own kind of unknown: null. */
export function sqlOfExpression(expression: Expression, parameters: SqlParameters): string {
  return new SqlWriter(parameters).write(expression, false);
}

class SqlWriter {
  private readonly parameters: SqlParameters;
  private rows = 0;
  private readonly sources = ['content'];

  constructor(parameters: SqlParameters) {
    this.parameters = parameters;
  }

  /** @param isLoose false will do where null would be right */
  write(expression: Expression, isLoose: boolean): string {
    switch (expression.kind) {
      case 'value':
        return this.writeValue(expression.value, expression.type);
      case 'field':
        return this.writeField(expression);
      case 'call':
        return this.writeCall(expression, isLoose);
      case 'case':
        return this.writeCase(expression);
      case 'rows':
        return this.writeRows(expression.how, expression.list);
      case 'search':
        return this.writeSearch(expression.fields, expression.word);
    }
  }

  private writeField({ name, type, level }: Extract<Expression, { kind: 'field' }>): string {
    return sqlOfField(name, SQL_TYPES[type], this.sources[level]);
  }

  private writeValue(value: Value, type: ExpressionType): string {
    if (value === null) return `null::${SQL_TYPES[type]}`;
    return `(${this.parameters.add(plainOf(value), SQL_TYPES[type])})`;
  }

  private writeCall(call: Extract<Expression, { kind: 'call' }>, isLoose: boolean): string {
    const { name, parts } = call;
    const all = (loose: boolean) => parts.map((part) => this.writeBoolean(part, loose));
    if (name === 'and' || name === 'or') return `(${all(isLoose).join(` ${name} `)})`;
    if (name === 'not') return `(not ${all(false).join('')})`;
    if (name in SIGNS) return this.writeComparison(name, parts, isLoose);
    if (name === 'in') return this.writeMembership(parts, isLoose);
    if (name === 'matchesPattern') return this.writePattern(parts);
    const meaning = FUNCTIONS[name];
    if (!meaning) throw new RangeError(`There is no function ${name}.`);
    return meaning.sql(parts.map((part) => this.write(part, false)));
  }

  writeBoolean(part: Expression, isLoose: boolean): string {
    const isNull = part.kind === 'value' && part.value === null;
    return isNull ? 'null::boolean' : this.write(part, isLoose);
  }

  private writeComparison(
    name: string,
    [left, right]: readonly Expression[],
    isLoose: boolean,
  ): string {
    if (!left || !right) throw new RangeError('A comparison has two sides.');
    const literal = left.kind === 'value' ? left : right.kind === 'value' ? right : undefined;
    if (literal?.value === null) {
      if (name !== 'eq' && name !== 'ne') return 'false';
      const other = literal === left ? right : left;
      return `(${this.write(other, false)} is ${name === 'eq' ? '' : 'not '}null)`;
    }
    const [one, other] = [this.write(left, false), this.write(right, false)];
    if (name === 'ne') return `(${one} is distinct from ${other})`;
    if (name === 'eq' && !literal) return `(${one} is not distinct from ${other})`;
    const written = `(${one} ${SIGNS[name]} ${other}${collationOf(left)})`;
    return isLoose ? written : `coalesce(${written}, false)`;
  }

  private writeMembership([left, ...list]: readonly Expression[], isLoose: boolean): string {
    if (!left) throw new RangeError('Membership is of something.');
    const values = list.flatMap((one) =>
      one.kind === 'value' && one.value !== null ? [plainOf(one.value)] : [],
    );
    const hasNull = values.length < list.length;
    const type = SQL_TYPES[left.type];
    const written = `(${this.write(left, false)} = any (${this.parameters.add(values, `${type}[]`)}))`;
    if (hasNull) return `coalesce(${written}, true)`;
    return isLoose ? written : `coalesce(${written}, false)`;
  }

  private writePattern([text, pattern]: readonly Expression[]): string {
    if (!text || pattern?.kind !== 'value') throw new RangeError('A pattern is a text.');
    const { sql } = readPattern(String(pattern.value));
    return `(${this.write(text, false)} ~ ${this.parameters.add(sql, 'text')})`;
  }

  private writeCase({ branches, type }: Extract<Expression, { kind: 'case' }>): string {
    const written = branches.map(({ when, then }) => {
      const value = then.kind === 'value' && then.value === null ? { ...then, type } : then;
      return `when ${this.writeBoolean(when, true)} then ${this.write(value, false)}`;
    });
    return `(case ${written.join(' ')} end)`;
  }

  private writeRows(how: 'any' | 'all' | 'count', { level, name, where }: RowsOf): string {
    const list = `${this.sources[level]} -> '${demandFieldName(name)}'`;
    if (!where && how === 'any') return `(coalesce(jsonb_array_length(${list}), 0) > 0)`;
    if (!where) return `coalesce(jsonb_array_length(${list}), 0)::numeric`;
    this.rows += 1;
    const row = `row_${this.rows}`;
    this.sources.push(`${row}.item`);
    const condition = this.writeBoolean(where, how !== 'all');
    this.sources.pop();
    const from = `from jsonb_array_elements(${list}) as ${row} (item) where`;
    if (how === 'any') return `exists (select ${from} ${condition})`;
    if (how === 'all') return `(not exists (select ${from} (${condition}) is not true))`;
    return `(select count(*)::numeric ${from} ${condition})`;
  }

  private writeSearch(fields: readonly string[], word: string): string {
    const texts = fields.map((name) => `(${sqlOfField(name, 'text')} collate "default")`);
    if (texts.length === 0) return 'false';
    const sought = this.parameters.add(word, 'text');
    return `(strpos(lower(concat_ws(E'\\n', ${texts.join(', ')})), lower(${sought})) > 0)`;
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' },
};

/** Texts are ordered by the numbers of their characters, here as in memory. */
function collationOf({ type }: Expression): string {
  return SQL_TYPES[type] === 'text' ? ' collate "C"' : '';
}

function plainOf(value: Exclude<Value, null>): unknown {
  return typeof value === 'object' ? decimalText(value) : value;
}
