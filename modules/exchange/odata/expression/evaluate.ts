import { compareDecimals, type Decimal, decimalOf, parseDecimal } from './decimal.ts';
import type { Expression, RowsOf, Value } from './expression.ts';
import type { Present } from './function-meaning.ts';
import { FUNCTIONS } from './functions.ts';
import { readPattern, type SafePattern } from './safe-pattern.ts';

export type PlainRecord = Readonly<Record<string, unknown>>;

/**
 * The value of an expression for a record, the same as the database works out (`sqlOfExpression`). `levels`
 * are the record and the rows inside it that are looked at.
 */
export function evaluate(expression: Expression, levels: readonly PlainRecord[]): Value {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'field':
      return valueOf(levels[expression.level]?.[expression.name], expression.type);
    case 'call':
      return evaluateCall(expression, levels);
    case 'case': {
      const branch = expression.branches.find(({ when }) => evaluate(when, levels) === true);
      return branch ? evaluate(branch.then, levels) : null;
    }
    case 'rows':
      return evaluateRows(expression.how, expression.list, levels);
    case 'search':
      return isFound(expression, levels);
  }
}

/** Whether a condition holds: what is not known does not. */
export function holds(condition: Expression, record: PlainRecord): boolean {
  return evaluate(condition, [record]) === true;
}

/** Nothing is before everything; texts by the numbers of their characters. */
export function compareValues(one: Value, other: Value): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'object' && typeof other === 'object') return compareDecimals(one, other);
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other);
  return Number(one) - Number(other);
}

function valueOf(held: unknown, type: string): Value {
  if (held === undefined || held === null) return null;
  if (typeof held === 'number') return decimalOf(held);
  if (typeof held === 'boolean') return held;
  return type === 'decimal' ? (parseDecimal(String(held)) ?? null) : String(held);
}

function evaluateCall(
  { name, parts }: Extract<Expression, { kind: 'call' }>,
  levels: readonly PlainRecord[],
): Value {
  if (name === 'and' || name === 'or') return evaluateLogical(name === 'and', parts, levels);
  const values = parts.map((part) => evaluate(part, levels));
  const [left = null, right = null] = values;
  if (name === 'eq') return compareValues(left, right) === 0;
  if (name === 'ne') return compareValues(left, right) !== 0;
  if (name === 'in') return values.slice(1).some((value) => compareValues(left, value) === 0);
  const order = ORDERS[name];
  if (order) return left !== null && right !== null && order(compareValues(left, right));
  if (values.includes(null)) return null;
  if (name === 'not') return left !== true;
  if (name === 'matchesPattern') return patternOf(parts, right as string).isIn(left as string);
  return FUNCTIONS[name]?.value(values as Present[]) ?? null;
}

const patterns = new WeakMap<readonly Expression[], SafePattern>();

/** Read once for all records. */
function patternOf(parts: readonly Expression[], written: string): SafePattern {
  const pattern = patterns.get(parts) ?? readPattern(written);
  patterns.set(parts, pattern);
  return pattern;
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** One that decides is enough; else one that is not known leaves it open. */
function evaluateLogical(
  isAnd: boolean,
  parts: readonly Expression[],
  levels: readonly PlainRecord[],
): Value {
  let isKnown = true;
  for (const part of parts) {
    const value = evaluate(part, levels);
    if (value === !isAnd) return value;
    if (value === null) isKnown = false;
  }
  return isKnown ? isAnd : null;
}

function evaluateRows(
  how: 'any' | 'all' | 'count',
  { level, name, where }: RowsOf,
  levels: readonly PlainRecord[],
): Value {
  const held = levels[level]?.[name];
  const rows = (Array.isArray(held) ? held : []) as PlainRecord[];
  const isMet = (row: PlainRecord) => !where || evaluate(where, [...levels, row]) === true;
  if (how === 'any') return rows.some(isMet);
  if (how === 'all') return rows.every(isMet);
  return decimalOf(rows.filter(isMet).length) as Decimal;
}

function isFound(
  { fields, word, level }: Extract<Expression, { kind: 'search' }>,
  levels: readonly PlainRecord[],
): boolean {
  const texts = fields.flatMap((name) => levels[level]?.[name] ?? []);
  return texts.join('\n').toLowerCase().includes(word.toLowerCase());
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  const left = one.codePointAt(surrogateStart(one, at)) ?? -1;
  const right = other.codePointAt(surrogateStart(other, at)) ?? -1;
  return left < right ? -1 : 1;
}

/** Halves of a character beyond 2¹⁶ do not sort like the whole. */
function surrogateStart(text: string, at: number): number {
  const isSecondHalf = at > 0 && /[\udc00-\udfff]/.test(text.charAt(at));
  return isSecondHalf ? at - 1 : at;
}
