import type { Condition } from '../condition.ts';
import { partsOf } from '../verdict-timeline.ts';

/** Every construct that a condition uses, with the comparison or form of each: for counting them. */
export function constructsOf(condition: Condition): string[] {
  const own = Object.keys(condition).filter((key) => key !== 'versions');
  const names = [ownName(condition, own)];
  if ('fact' in condition) {
    names.push(...own.slice(1).map((key) => `fact ${condition.fact} ${key}`));
  }
  if ('where' in condition || 'sum' in condition) {
    if (condition.where) names.push(...constructsOf(condition.where));
  }
  if ('held' in condition) names.push(...constructsOf(condition.held));
  return [...names, ...partsOf(condition).flatMap(constructsOf)];
}

function ownName(condition: Condition, keys: readonly string[]): string {
  if ('age' in condition) return `age ${condition.age.in ?? 'years'} ${condition.age.on ?? 'day'}`;
  if ('sum' in condition) {
    return `sum ${condition.sum}${condition.perUnit ? ' perUnit' : ''}${condition.self ? ' self' : ''}`;
  }
  if ('count' in condition) return `count${condition.self ? ' self' : ''}`;
  return keys[0] ?? '';
}
