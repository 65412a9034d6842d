import { Refusal } from '../../../../platform/errors/refusal.ts';
import { childrenOf, type Expression } from './expression.ts';

/** What an expression may be made of; what is computed counts wherever its name stands. */
export const PARTS_MAX = 20_000;
/** Chains of operators that are not `and` or `or` nest too, in the database as here. */
const DEPTH_MAX = 300;

/** Refuses with `odata-too-deep` what would take too much stack, text or time, wherever it is read. */
export function bounded(expression: Expression): Expression {
  const open: [expression: Expression, depth: number][] = [[expression, 1]];
  let parts = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [one, depth] = next;
    parts += 1;
    if (depth > DEPTH_MAX || parts > PARTS_MAX) {
      throw new Refusal('odata-too-deep', { depthMax: DEPTH_MAX, partsMax: PARTS_MAX });
    }
    for (const inner of childrenOf(one)) open.push([inner, depth + 1]);
  }
  return expression;
}
