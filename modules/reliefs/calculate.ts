import type { CandidateState } from './calculation/candidate-state.ts';
import { draftOf, fillDraft } from './calculation/draft.ts';
import type { LineState } from './calculation/line-state.ts';
import { findBest } from './calculation/search/find-best.ts';
import { needsSearch } from './calculation/search/needs-search.ts';
import { earnPoints, spendPoints } from './calculation/settle-points.ts';
import type {
  CalculatedLine,
  Calculation,
  CalculationInput,
  LineReason,
  Optimality,
  Takes,
} from './calculation.ts';
import type { Quota } from './instruction/quota.ts';
import { bindsBenefit, isOfSome } from './instruction/quota-measure.ts';

/**
 * What the reliefs of a recipient come to on a basket: which applies to which line, how much, who
 * pays, and why the others do not. Pure, and independent of the order of lines and candidates.
 *
 * Of one exclusion group the best for the recipient wins each line (at once before afterwards, then
 * the smaller priority, then the code). Groups, and reliefs without one, follow each other in the
 * order of priority and code of their first member, each on what the earlier left to pay. Where
 * something scarce couples the lines, the choice is the one that comes to most on the whole basket
 * (`docs/explanation/several-reliefs.md`). Then points are spent, when asked, and earned.
 *
 * Throws a RangeError for a line whose price is not exact; the caller has bounded its input before.
 */
export function calculate(input: CalculationInput): Calculation {
  const draft = draftOf(input);
  const { lines, states } = draft;
  const filledCents = fillDraft(draft, true);
  const { optimality } = needsSearch(draft) ? findBest(draft, filledCents) : PROVEN;
  spendPoints(states, lines, input.spendPoints);
  earnPoints(states, lines);
  return calculationOf(lines, { states, optimality });
}

const PROVEN: { optimality: Optimality } = { optimality: { proven: true } };

function calculationOf(
  lineStatesInOrder: readonly LineState[],
  { states, optimality }: { states: readonly CandidateState[]; optimality: Optimality },
): Calculation {
  const lines = lineStatesInOrder.map(calculatedLine);
  let priceCents = 0;
  let reliefCents = 0;
  let compensationCents = 0;
  for (const line of lines) {
    priceCents += line.priceCents;
    reliefCents += line.reliefCents;
    compensationCents += line.compensationCents;
  }
  return {
    lines,
    priceCents,
    reliefCents,
    compensationCents,
    recipientPaysCents: priceCents - reliefCents,
    takes: states.filter(takesSomething).map((state) => takesOf(state, lineStatesInOrder)),
    optimality,
    reasons: reasonsOf(lineStatesInOrder, states),
  };
}

function calculatedLine(state: LineState): CalculatedLine {
  let reliefCents = 0;
  let compensationCents = 0;
  for (const entry of state.applied) {
    if (entry.paid === 'at-once') reliefCents += entry.amountCents;
    else compensationCents += entry.amountCents;
  }
  return {
    line: state.line.line,
    priceCents: state.priceCents,
    reliefCents,
    compensationCents,
    recipientPaysCents: state.priceCents - reliefCents,
    applied: state.applied,
  };
}

function takesSomething(state: CandidateState): boolean {
  return state.takenCents > 0 || state.pointsEarned > 0;
}

function takesOf(state: CandidateState, lines: readonly LineState[]): Takes {
  const { candidate, takenCents } = state;
  const taken = { units: state.takenUnits, cents: takenCents };
  return {
    entitlementId: candidate.entitlementId,
    quotas: candidate.instruction.quotas.map((quota) => {
      const { units, cents } = isOfSome(quota) ? takenByBound(state, quota, lines) : taken;
      if (quota.uses !== undefined) return cents > 0 ? 1 : 0;
      return quota.units === undefined ? cents : units;
    }),
    budgetCents: candidate.budgetLeftCents === undefined ? 0 : takenCents,
    pointsSpent: state.pointsSpent,
    pointsEarned: state.pointsEarned,
  };
}

/** What the benefits that count on a quota take. */
function takenByBound({ candidate }: CandidateState, quota: Quota, lines: readonly LineState[]) {
  const taken = { units: 0, cents: 0 };
  for (const { applied } of lines) {
    for (const { entitlementId, benefit: position, units, amountCents } of applied) {
      const benefit = candidate.instruction.benefits[position];
      if (entitlementId !== candidate.entitlementId || benefit === undefined) continue;
      if (!bindsBenefit(quota, benefit)) continue;
      taken.units += units;
      taken.cents += amountCents;
    }
  }
  return taken;
}

function reasonsOf(lines: readonly LineState[], states: readonly CandidateState[]): LineReason[] {
  const reasons: LineReason[] = [];
  for (const { candidate, reasons: byLine } of states) {
    for (const { line, position } of lines) {
      const reason = byLine[position];
      if (reason === undefined) continue;
      reasons.push({ entitlementId: candidate.entitlementId, line: line.line, ...reason });
    }
  }
  return reasons;
}
