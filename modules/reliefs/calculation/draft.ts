import type { Cents } from '../../../platform/money/money.ts';
import type { CalculationInput } from '../calculation.ts';
import { type CandidateState, candidateStates, freshReasons } from './candidate-state.ts';
import { fillSlot } from './fill-slot.ts';
import { type LineState, lineStates } from './line-state.ts';
import { type Slot, slotsOf } from './slots.ts';

/** A basket with its candidates while it is worked out, once or, in a search, many times. */
export interface Draft {
  lines: LineState[];
  states: CandidateState[];
  slots: Slot[];
  /** The position of the line on which money runs out, where the search chose one. */
  cutLine: number | undefined;
}

export function draftOf(input: CalculationInput): Draft {
  const lines = lineStates(input.lines, input.broader);
  const states = candidateStates(input, lines);
  return { lines, states, slots: slotsOf(states), cutLine: undefined };
}

/**
 * Applies the reliefs, place by place, and says what they come to together. In a search the
 * reasons of those that lose do not matter yet.
 */
export function fillDraft({ lines, slots, cutLine }: Draft, isExplained: boolean): Cents {
  for (const slot of slots) fillSlot(slot, { lines, isExplained, cutLine });
  return reliefOf(lines);
}

function reliefOf(lines: readonly LineState[]): Cents {
  let cents = 0;
  for (const line of lines) cents += line.priceCents - line.restCents;
  return cents;
}

/** As it was before anything applied; what was chosen for it stays chosen. */
export function clearDraft({ lines, states }: Draft): void {
  let restCents = 0;
  for (const line of lines) {
    restCents += line.priceCents;
    line.restCents = line.priceCents;
    line.runs = [{ units: line.line.quantity, restCents: line.priceCents, coveredBy: [] }];
    line.applied = [];
    line.groups.clear();
    line.basket.restCents = restCents;
  }
  for (const state of states) clearState(state);
}

function clearState(state: CandidateState): void {
  state.covered.fill(0);
  state.given.fill(0);
  state.wasLimited = false;
  state.takenUnits = 0;
  state.takenCents = 0;
  state.reasons = freshReasons(state.refusal, state.reasons.length);
  for (const pool of state.pools.all.units) pool.left = pool.start;
  for (const pool of state.pools.all.cents) pool.left = pool.start;
  for (const benefit of state.benefits) {
    benefit.unitsLeft = benefit.benefit.unitsPerTransaction ?? Number.POSITIVE_INFINITY;
    benefit.parts = undefined;
    benefit.partsLimit = undefined;
  }
}
