import type { CandidateState } from './candidate-state.ts';
import { exclusionOf } from './exclusion.ts';

/** Competitors for the same place: the reliefs of one group, or one relief without a group. */
export interface Slot {
  /** In the order of the candidates. */
  members: CandidateState[];
  /** Where one of them excludes the others. */
  per: 'line' | 'transaction';
  /** Which of them remains: the best for the recipient, or the first that gives anything. */
  by: 'best' | 'priority';
  /** Who has the whole transaction, where that is the best for the recipient. */
  chosen: CandidateState | undefined;
}

/**
 * The places in their order: a group stands where its first member does. It excludes for the whole
 * transaction, or by priority, when one of its members says so.
 */
export function slotsOf(states: readonly CandidateState[]): Slot[] {
  const slots: Slot[] = [];
  const groups = new Map<string, Slot>();
  for (const state of states) {
    const terms = exclusionOf(state.candidate.instruction);
    const known = terms && groups.get(terms.group);
    const slot: Slot = known ?? {
      members: [],
      per: 'line',
      by: 'best',
      chosen: undefined,
    };
    slot.members.push(state);
    if (terms?.per === 'transaction') slot.per = 'transaction';
    if (terms?.by === 'priority') slot.by = 'priority';
    if (known === undefined) slots.push(slot);
    if (terms !== undefined) groups.set(terms.group, slot);
  }
  return slots;
}
