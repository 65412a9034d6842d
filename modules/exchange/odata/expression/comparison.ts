import { Refusal } from '../../../../platform/errors/refusal.ts';
import { parsePersonalCode } from '../../../persons/index.ts';
import { isNothing, wrong } from './call-of.ts';
import { type Expression, isNumber } from './expression.ts';
import type { Scope } from './scope.ts';

const COMPARISONS = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);

export function isComparison(operator: string): boolean {
  return COMPARISONS.has(operator);
}

/** A comparison of two values of one type. Refuses others with `odata-type-wrong`. */
export function compare(name: string, parts: readonly Expression[], scope: Scope): Expression {
  const [left, right] = parts;
  if (!left || !right) throw wrong(name, []);
  demandSame(name, left, right);
  const nothing = isNothing(left) || isNothing(right);
  if (nothing && name !== 'eq' && name !== 'ne') {
    return { kind: 'value', type: 'boolean', value: false };
  }
  const read = [codeLike(left, right, scope), codeLike(right, left, scope)];
  return { kind: 'call', type: 'boolean', name, parts: read };
}

/** Whether a value is one of several. */
export function memberOf(left: Expression, list: readonly Expression[], scope: Scope): Expression {
  for (const one of list) demandSame('in', left, one);
  const isOfLiterals = list.every(({ kind }) => kind === 'value');
  const read = list.map((one) => codeLike(one, left, scope));
  if (isOfLiterals) return { kind: 'call', type: 'boolean', name: 'in', parts: [left, ...read] };
  const equals = read.map((one) => compare('eq', [left, one], scope));
  return { kind: 'call', type: 'boolean', name: 'or', parts: equals };
}

function demandSame(name: string, left: Expression, right: Expression): void {
  const one = left.type;
  const other = right.type;
  if (one === other || one === 'null' || other === 'null') return;
  if (isNumber(one) && isNumber(other)) return;
  throw wrong(name, [one, other]);
}

/** A personal code is kept with its hyphen, and may be asked for without it. */
function codeLike(value: Expression, beside: Expression, scope: Scope): Expression {
  if (value.kind !== 'value' || typeof value.value !== 'string' || !scope.isCode(beside)) {
    return value;
  }
  try {
    return { ...value, value: parsePersonalCode(value.value).code };
  } catch (error) {
    if (error instanceof Refusal) return value;
    throw error;
  }
}
