import type { CandidateState } from '../candidate-state.ts';
import type { Draft } from '../draft.ts';
import type { LineState } from '../line-state.ts';
import type { Slot } from '../slots.ts';
import type { Contender } from './contenders.ts';
import type { LineOption } from './line-options.ts';

/** Who has the whole transaction, of the groups that exclude for it. */
export type TransactionHolders = ReadonlyMap<Slot, CandidateState>;

/** More combinations than this are not looked at. */
const HOLDERS_MAX = 64;

/** Nothing is chosen any more: the slots fill by themselves. */
export function unchoose(draft: Draft): void {
  const { slots, states } = draft;
  draft.cutLine = undefined;
  for (const slot of slots) slot.chosen = undefined;
  for (const state of states) {
    state.mayCover = undefined;
    for (const benefit of state.benefits) benefit.chosenOn = undefined;
  }
}

export function holdTransactions({ slots }: Draft, holders: TransactionHolders): void {
  for (const slot of slots) slot.chosen = holders.get(slot);
}

/** Lets only what was picked apply to each line. Where priority decides there is nothing to pick. */
export function choose(
  draft: Draft,
  chosen: readonly LineOption[],
  cutLine: number | undefined,
): void {
  const { lines, slots } = draft;
  draft.cutLine = cutLine;
  for (const slot of slots) {
    if (slot.by === 'best') for (const state of slot.members) chooseNothing(state, lines.length);
    else for (const state of slot.members) state.mayCover = undefined;
  }
  for (const { line, picks, fitting, cents } of chosen) {
    for (const { contender, mayCover } of picks) letApply(contender, line, mayCover);
    // What is cut of a relief that would pay the whole line, a later one may take up.
    const isWhole = cents === line.priceCents;
    const taken = new Set(picks.map(({ contender }) => contender.place));
    const mayBeCut = picks.filter(({ contender }) => contender.cents.length > 0);
    for (const contender of fitting) {
      const isAfterCut = mayBeCut.some((pick) => pick.contender.place < contender.place);
      const isFree =
        contender.units.length === 0 && (contender.cents.length === 0 || (isWhole && isAfterCut));
      if (isFree && !taken.has(contender.place)) letApply(contender, line, line.line.quantity);
    }
  }
}

function letApply({ entrant }: Contender, line: LineState, mayCover: number): void {
  const { state, benefits } = entrant;
  if (state.mayCover === undefined) return;
  state.mayCover[line.position] = mayCover;
  for (const { chosenOn } of benefits) if (chosenOn) chosenOn[line.position] = true;
}

function chooseNothing(state: CandidateState, lines: number): void {
  state.mayCover = Array.from({ length: lines }, () => 0);
  const isOneOfSeveral = state.candidate.instruction.choose === 'best' && state.benefits.length > 1;
  for (const benefit of state.benefits) {
    benefit.chosenOn = isOneOfSeveral ? Array.from({ length: lines }, () => false) : undefined;
  }
}

/** All ways in which the groups that exclude for the transaction may be held. */
export function transactionHolders({ slots }: Draft): {
  holders: TransactionHolders[];
  isAll: boolean;
} {
  let holders: TransactionHolders[] = [new Map()];
  let isAll = true;
  for (const slot of slots) {
    const rivals = holdersOf(slot);
    if (rivals.length < 2) continue;
    if (holders.length * rivals.length > HOLDERS_MAX) {
      isAll = false;
      continue;
    }
    holders = holders.flatMap((known) => rivals.map((state) => new Map(known).set(slot, state)));
  }
  return { holders, isAll };
}

/** Who could hold a slot for the whole transaction; nobody where that needs no choice. */
export function holdersOf(slot: Slot): CandidateState[] {
  if (slot.per === 'line' || slot.by === 'priority') return [];
  return slot.members.filter(
    (state) => state.refusal === undefined && state.benefits.some(fitsAny),
  );
}

function fitsAny({ refusals }: CandidateState['benefits'][number]): boolean {
  return refusals.includes(undefined);
}
