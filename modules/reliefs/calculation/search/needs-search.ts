import { looksAtBasket } from '../basket-parts.ts';
import type { CandidateState } from '../candidate-state.ts';
import type { Draft } from '../draft.ts';
import type { LineState } from '../line-state.ts';
import type { Slot } from '../slots.ts';
import { holdersOf } from './choose.ts';
import { benefitSets } from './contenders.ts';

/**
 * Whether another choice could come to more than the slots came to by themselves. It cannot where
 * nothing scarce kept a relief from giving more and no form that looks at the whole basket has a
 * rival: then the largest relief of each slot leaves least to pay, whatever follows. Asked of a
 * filled draft.
 */
export function needsSearch({ lines, states, slots }: Draft): boolean {
  if (states.some(({ wasLimited }) => wasLimited)) {
    const isSingle = lines.length === 1 && states.filter(canGive).length < 2;
    if (!isSingle) return true;
  }
  return slots.some((slot) => holdersOf(slot).length > 1 || hasUnclearRivals(slot, lines));
}

function canGive({ refusal, benefits }: CandidateState): boolean {
  return refusal === undefined && benefits.some(({ refusals }) => refusals.includes(undefined));
}

/** Rivals on a line of which one gives there what hangs on the other lines, or only on some units. */
function hasUnclearRivals(slot: Slot, lines: readonly LineState[]): boolean {
  if (slot.by === 'priority' || !mayBeUnclear(slot, lines)) return false;
  const rivals = slot.members.flatMap(benefitSets);
  if (rivals.length < 2) return false;
  return lines.some((line) => {
    const here = rivals.filter((set) => set.some(({ refusals }) => !refusals[line.position]));
    return here.length > 1 && (here.some((set) => set.some(looksAtBasket)) || line.runs.length > 1);
  });
}

/** A quick look before the thorough one. */
function mayBeUnclear({ members }: Slot, lines: readonly LineState[]): boolean {
  for (const { benefits } of members) if (benefits.some(looksAtBasket)) return true;
  for (const { runs } of lines) if (runs.length > 1) return true;
  return false;
}
