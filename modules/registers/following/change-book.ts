import type { Context } from '../../../platform/context.ts';

/**
 * A person of whom something else is known than before. `kinds` are codes of kinds of facts, and three
 * words more: `person` (birth, death, or new), `household` (membership), `relation`.
 */
export interface FactsOfPersonChanged {
  personId: string;
  kinds: string[];
}

/**
 * Is told what changed, in the transaction that changes it (`context.db`): whoever notes it there loses
 * nothing and is told nothing that did not happen.
 */
export type OnFactsChanged = (
  context: Context,
  changes: readonly FactsOfPersonChanged[],
) => Promise<void>;

/** Gathers what changes about whom, each person once. */
export class ChangeBook {
  private readonly kinds = new Map<string, Set<string>>();

  note(personId: string, kinds: readonly string[]): void {
    const noted = this.kinds.get(personId) ?? new Set();
    for (const kind of kinds) noted.add(kind);
    this.kinds.set(personId, noted);
  }

  list(): FactsOfPersonChanged[] {
    return [...this.kinds].map(([personId, kinds]) => ({ personId, kinds: [...kinds] }));
  }
}
