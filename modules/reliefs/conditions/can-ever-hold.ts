import type { Condition, FactCondition } from '../condition.ts';
import { satisfies, singleComparisons } from './fact-verdict.ts';
import type { Asked } from './subject.ts';

/**
 * False when a condition is "yes" on no day at all, because no fact of any time, no group and no
 * related person that it needs is there. Most reliefs are of other places than the person's: they
 * need not be asked day by day.
 */
export function canEverHold(condition: Condition, asked: Asked): boolean {
  if ('fact' in condition) return canBeStated(condition, asked);
  if ('all' in condition) return condition.all.every((part) => canEverHold(part, asked));
  if ('any' in condition) return condition.any.some((part) => canEverHold(part, asked));
  if ('group' in condition) return asked.person.groups.some(({ code }) => code === condition.group);
  if ('related' in condition) {
    return asked.person.related.some(
      ({ relation, person }) =>
        relation === condition.related && canEverHold(condition.where, { ...asked, person }),
    );
  }
  return true;
}

function canBeStated(condition: FactCondition, asked: Asked): boolean {
  if (!asked.person.facts.some((fact) => fact.kind === condition.fact)) return false;
  const kind = asked.concepts.factKind(condition.fact);
  if (!kind) return false;
  // How long ago a date was hangs on the day.
  const subject = { ...asked, day: '' };
  return singleComparisons(condition).every((single) => {
    const timeless = single.elapsed ? { ...single, elapsed: undefined } : single;
    return asked.person.facts.some(
      (fact) =>
        fact.kind === single.fact && satisfies(timeless, { kind, value: fact.value, subject }),
    );
  });
}
