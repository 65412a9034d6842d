import { Refusal } from '../../../../platform/errors/refusal.ts';
import { evaluate } from './evaluate.ts';
import type { Expression, ExpressionType, Value } from './expression.ts';
import { findFunction } from './functions.ts';
import { readPattern } from './safe-pattern.ts';
import type { Scope } from './scope.ts';

/** What was made of a part of an expression: one value, or the values of a list. */
export type Made = Expression | Expression[];

const MIN_INSTANT = '0001-01-01T00:00:00.000Z';
const MAX_INSTANT = '9999-12-31T23:59:59.999Z';

/** Names of OData for the types that we have. */
const EDM_TYPES: Readonly<Record<string, ExpressionType>> = {
  'Edm.String': 'text',
  'Edm.Guid': 'text',
  'Edm.Boolean': 'boolean',
  'Edm.Date': 'day',
  'Edm.DateTimeOffset': 'instant',
  'Edm.TimeOfDay': 'time',
  'Edm.Duration': 'duration',
  'Edm.Decimal': 'decimal',
  'Edm.Double': 'decimal',
  'Edm.Single': 'decimal',
  'Edm.Byte': 'integer',
  'Edm.SByte': 'integer',
  'Edm.Int16': 'integer',
  'Edm.Int32': 'integer',
  'Edm.Int64': 'integer',
};

/**
 * A call of a function or operator. Refuses with `odata-type-wrong` what it does not take, and with
 * `odata-not-supported` what we do not have.
 */
export function callOf(name: string, parts: readonly Expression[], scope: Scope): Expression {
  const instant = momentOf(name, scope);
  if (instant) return { kind: 'value', type: 'instant', value: instant };
  if (name === 'and' || name === 'or' || name === 'not') return logical(name, parts);
  if (name === 'matchespattern') return matching(parts);
  const [plain = '', edm] = name.split(':');
  if (edm === undefined) return called(name, parts);
  const wanted = EDM_TYPES[edm];
  const [part] = parts;
  if (!wanted || !part) throw new Refusal('odata-not-supported', { what: edm });
  if (plain === 'cast') return castTo(wanted, part);
  const same = part.type === wanted || (wanted === 'decimal' && part.type === 'integer');
  if (!same) return { kind: 'value', type: 'boolean', value: false };
  return { kind: 'call', type: 'boolean', name: 'ne', parts: [part, NOTHING] };
}

const NOTHING: Expression = { kind: 'value', type: 'null', value: null };

export function isNothing(expression: Expression): boolean {
  return expression.kind === 'value' && expression.value === null;
}

function momentOf(name: string, scope: Scope): Value | undefined {
  if (name === 'now') return scope.now.toISOString();
  if (name === 'mindatetime') return MIN_INSTANT;
  return name === 'maxdatetime' ? MAX_INSTANT : undefined;
}

function logical(name: string, parts: readonly Expression[]): Expression {
  const types = parts.map(({ type }) => type);
  if (!types.every((type) => type === 'boolean' || type === 'null')) throw wrong(name, types);
  return { kind: 'call', type: 'boolean', name, parts };
}

function called(name: string, parts: readonly Expression[]): Expression {
  const types = parts.map(({ type }) => type);
  if (parts.some(isNothing)) return NOTHING;
  refuseWrongParts(name, parts);
  // Only whole numbers have a quotient without a fraction.
  const isWhole = types.every((type) => type === 'integer');
  const exact = name === 'div' && !isWhole ? 'divby' : name;
  const found = findFunction(exact, types);
  if (!found) throw wrong(name, types);
  if (DIVISIONS.has(name)) refuseZero(parts[1]);
  return { kind: 'call', type: found.type, name: found.name, parts };
}

const DIVISIONS = new Set(['div', 'divby', 'mod']);

/**
 * The standard lets a request fail that divides by 0. It does here when the question itself says so; one
 * that divides by a field does not, since one record with 0 would hide all others: there it gives null.
 */
function refuseZero(divisor: Expression | undefined): void {
  if (!divisor || !isConstant(divisor)) return;
  const value = evaluate(divisor, []);
  if (typeof value === 'object' && value?.units === 0n) {
    throw new Refusal('odata-not-computable', { what: '0' });
  }
}

/** Whether it is the same for every record. */
function isConstant(expression: Expression): boolean {
  if (expression.kind === 'call') return expression.parts.every(isConstant);
  if (expression.kind !== 'case') return expression.kind === 'value';
  return expression.branches.every(({ when, then }) => isConstant(when) && isConstant(then));
}

/**
 * Literals of which the standard says that the request fails: a length below nothing, and parts of an
 * instant of another offset, since ours are all in UTC. A place from the end is for services to offer.
 */
function refuseWrongParts(name: string, parts: readonly Expression[]): void {
  const [first, start, count] = parts;
  if (OF_ITS_OFFSET.has(name) && first?.kind === 'value' && first.isShifted) {
    throw new Refusal('odata-not-supported', { what: `${name}(…+hh:mm)` });
  }
  if (name !== 'substring') return;
  if (isNegative(count)) throw new Refusal('odata-value-wrong', { type: 'length' });
  if (isNegative(start)) throw new Refusal('odata-not-supported', { what: 'substring(…,-n)' });
}

const OF_ITS_OFFSET = new Set([
  ...['year', 'month', 'day', 'hour', 'minute', 'date', 'time', 'totaloffsetminutes', 'cast:day'],
]);

function isNegative(part: Expression | undefined): boolean {
  const value = part?.kind === 'value' ? part.value : null;
  return typeof value === 'object' && value !== null && value.units < 0n;
}

function castTo(wanted: ExpressionType, part: Expression): Expression {
  if (part.type === wanted) return part;
  return called(`cast:${wanted}`, [part]);
}

function matching(parts: readonly Expression[]): Expression {
  const [text, pattern] = parts;
  if (text?.type !== 'text' || pattern?.kind !== 'value' || typeof pattern.value !== 'string') {
    throw wrong(
      'matchesPattern',
      parts.map(({ type }) => type),
    );
  }
  readPattern(pattern.value);
  return { kind: 'call', type: 'boolean', name: 'matchesPattern', parts: [text, pattern] };
}

export function wrong(at: string, types: readonly ExpressionType[]): Refusal {
  return new Refusal('odata-type-wrong', { at, types });
}
