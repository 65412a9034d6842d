import type { Cents } from '../../../platform/money/money.ts';
import type { CandidateState } from './candidate-state.ts';
import { groupOf } from './exclusion.ts';
import type { LineState } from './line-state.ts';
import { takeFrom } from './pools.ts';

/** A candidate pays on a line, from its pools; it holds the line for its group. */
export function payFromCandidate(state: CandidateState, line: LineState, amountCents: Cents): void {
  line.restCents -= amountCents;
  line.basket.restCents -= amountCents;
  takeFrom(state.pools[line.line.whose].cents, amountCents);
  state.takenCents += amountCents;
  state.given[line.position] = (state.given[line.position] ?? 0) + amountCents;
  const group = groupOf(state.candidate.instruction);
  if (group !== undefined) line.groups.set(group, state.candidate.entitlementId);
}
