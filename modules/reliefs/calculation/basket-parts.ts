import { spreadByLargestRemainder } from '../../../platform/money/money.ts';
import type { BasketPart, BenefitState, CandidateState } from './candidate-state.ts';
import type { LineState } from './line-state.ts';
import { restOfUnits } from './run.ts';

/**
 * What the forms that look at the whole basket give to each line: a fixed amount is spread over
 * its lines, free units of an item are found. Other forms need nothing.
 */
export function findBasketParts(
  state: CandidateState,
  benefitState: BenefitState,
  lines: readonly LineState[],
): void {
  const { give } = benefitState.benefit;
  if ('freeOfEvery' in give) benefitState.parts = freeUnits(benefitState, lines, give.freeOfEvery);
  if ('amount' in give) spreadAmount(state, benefitState, lines, give.amount);
}

/**
 * Units of one item are laid out from the dearest; each n-th of them is free, the cheapest of its
 * n. So one basket gives what the same units would give in several.
 */
function freeUnits(
  benefitState: BenefitState,
  lines: readonly LineState[],
  freeOfEvery: number,
): BasketPart[] {
  const parts: BasketPart[] = lines.map(() => ({ units: 0, cents: undefined }));
  const counted = new Map<string, number>();
  for (const { line, position } of dearestFirst(eligibleLines(benefitState, lines))) {
    const before = counted.get(line.itemId) ?? 0;
    const after = before + line.quantity;
    counted.set(line.itemId, after);
    const units = Math.floor(after / freeOfEvery) - Math.floor(before / freeOfEvery);
    parts[position] = { units, cents: undefined };
  }
  return parts;
}

/** Spread over what is left to pay for the units that the quotas still allow, the dearest first. */
function spreadAmount(
  state: CandidateState,
  benefitState: BenefitState,
  lines: readonly LineState[],
  amountCents: number,
): void {
  const units = lines.map(() => 0);
  const weights = lines.map(() => 0);
  let room = benefitState.unitsLeft;
  let newRoom = state.quota.units;
  let wantedCents = 0;
  for (const line of dearestFirst(eligibleLines(benefitState, lines))) {
    // Units that the relief covers already cost no quota a second time.
    const covered = state.covered[line.position] ?? 0;
    const here = Math.min(room, line.line.quantity, newRoom + covered);
    room -= here;
    newRoom -= Math.max(0, here - covered);
    units[line.position] = here;
    weights[line.position] = restOfUnits(line.runs, here);
    wantedCents += line.restCents;
  }
  const allowed = weights.reduce((sum, weight) => sum + weight, 0);
  const moneyLeft = Math.min(state.quota.cents, state.budget.cents);
  const spread = Math.min(amountCents, allowed, moneyLeft);
  benefitState.partsLimit =
    spread === Math.min(amountCents, wantedCents)
      ? undefined
      : spread === state.budget.cents && spread < Math.min(state.quota.cents, allowed)
        ? 'budget-used'
        : 'quota-used';
  const amounts = spreadByLargestRemainder(spread, weights);
  benefitState.parts = lines.map((_, position) => ({
    units: units[position] ?? 0,
    cents: amounts[position] ?? 0,
  }));
}

function eligibleLines(benefitState: BenefitState, lines: readonly LineState[]): LineState[] {
  return lines.filter((line) => benefitState.refusals[line.position] === undefined);
}

function dearestFirst(lines: LineState[]): LineState[] {
  return lines.sort(
    (a, b) => b.line.unitPriceCents - a.line.unitPriceCents || a.position - b.position,
  );
}
