import type { Cents } from '../../../platform/money/money.ts';
import type { BenefitState, CandidateState } from './candidate-state.ts';
import { groupOf } from './exclusion.ts';
import type { LineState } from './line-state.ts';
import { takeFrom } from './pools.ts';

/** What one benefit gives on a line, and how many units no earlier one of its relief covers. */
interface Payment {
  benefit: BenefitState;
  amountCents: Cents;
  newUnits: number;
}

/** A candidate pays on a line, from the pools of a benefit; it holds the line for its group. */
export function payFromCandidate(state: CandidateState, line: LineState, payment: Payment): void {
  movePayment(state, line, payment);
  state.takenUnits += payment.newUnits;
  state.takenCents += payment.amountCents;
  const group = groupOf(state.candidate.instruction);
  if (group !== undefined) line.groups.set(group, state.candidate.entitlementId);
}

/** Changes only what is left for whatever comes next on the line, so that it can be taken back. */
export function movePayment(
  state: CandidateState,
  line: LineState,
  { benefit, amountCents, newUnits }: Payment,
): void {
  const { position } = line;
  line.restCents -= amountCents;
  line.basket.restCents -= amountCents;
  takeFrom(benefit.pools.cents, amountCents);
  takeFrom(benefit.pools.units, newUnits);
  state.given[position] = (state.given[position] ?? 0) + amountCents;
  state.covered[position] = (state.covered[position] ?? 0) + newUnits;
}
