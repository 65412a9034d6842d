import type { Relation } from '../condition.ts';
import type { Explanation } from '../explain-condition.ts';
import { decisivePart } from '../explain-condition.ts';

/** A fact for want of which a verdict is unknown. */
export interface MissingFact {
  /** Code of the kind of facts. */
  fact: string;
  /** About whom: the person, or somebody related. */
  of: 'self' | Relation;
  /** Something is stated, but too long ago. */
  tooOld: boolean;
}

/**
 * The facts for want of which a verdict is unknown, each once: those of which only the decisive ones
 * were asked. None when the verdict is known, or unknown for another reason. Pure.
 */
export function missingFacts(explanation: Explanation): MissingFact[] {
  const found = new Map<string, MissingFact>();
  collect(decisivePart(explanation), ['self'], (missing) => {
    const key = `${missing.fact} ${missing.of}`;
    if (!found.has(key)) found.set(key, missing);
  });
  return [...found.values()];
}

type Add = (missing: MissingFact) => void;

function collect(explanation: Explanation, whose: readonly MissingFact['of'][], add: Add): void {
  if (explanation.verdict !== 'unknown') return;
  switch (explanation.kind) {
    case 'fact': {
      const { condition, facts } = explanation;
      // A value that is there and is not too old is unknown for want of the grantor alone.
      if (facts.length > 0 && !condition.notOlderThan) return;
      addFor(whose, { fact: condition.fact, tooOld: facts.length > 0 }, add);
      return;
    }
    case 'held': {
      const { held } = explanation.condition;
      if ('fact' in held) addFor(whose, { fact: held.fact, tooOld: false }, add);
      return;
    }
    case 'sum': {
      const { sum, over, self } = explanation.condition;
      addFor(self ? ['self', over] : [over], { fact: sum, tooOld: false }, add);
      return;
    }
    case 'related': {
      const { relation, self } = explanation;
      const members = self ? (['self', relation] as const) : ([relation] as const);
      for (const member of explanation.members) collect(member, members, add);
      return;
    }
    default:
      if ('parts' in explanation) for (const part of explanation.parts) collect(part, whose, add);
  }
}

function addFor(
  whose: readonly MissingFact['of'][],
  missing: Omit<MissingFact, 'of'>,
  add: Add,
): void {
  for (const of of whose) add({ ...missing, of });
}
