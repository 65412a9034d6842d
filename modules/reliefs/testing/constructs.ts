import type { Condition } from '../condition.ts';
import { partsOf } from '../conditions/mentions.ts';

/** Every construct that a condition uses, with its comparisons and forms: for counting them. */
export function constructsOf(condition: Condition): string[] {
  const names = ownNames(condition);
  if (('where' in condition || 'sum' in condition) && condition.where) {
    names.push(...constructsOf(condition.where));
  }
  if ('held' in condition) names.push(...constructsOf(condition.held));
  return [...names, ...partsOf(condition).flatMap(constructsOf)];
}

function ownNames(condition: Condition): string[] {
  const keys = Object.keys(condition).filter((key) => key !== 'versions');
  const [name = ''] = keys;
  if ('age' in condition) {
    return ['age', `age in ${condition.age.in ?? 'years'}`, `age on ${condition.age.on ?? 'day'}`];
  }
  if ('fact' in condition) return ['fact', ...keys.slice(1).map((key) => `fact ${key}`)];
  if ('sum' in condition)
    return ['sum', `sum ${condition.sum}`, ...keys.map((key) => `sum ${key}`)];
  return [name, ...keys.slice(1).map((key) => `${name} ${key}`)];
}
