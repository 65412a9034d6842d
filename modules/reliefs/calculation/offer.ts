import type { Cents } from '../../../platform/money/money.ts';
import type { LimitCode, ReasonCode } from '../calculation.ts';
import type { BenefitState, CandidateState } from './candidate-state.ts';
import type { LineState } from './line-state.ts';
import { basketRoom, isScarce, moneyRoom } from './money-room.ts';
import { movePayment } from './pay.ts';
import { leftOf, type Pool } from './pools.ts';
import { type Taking, takeAmountFromLine, takeFromLine } from './rest-of-line.ts';
import type { Run } from './run.ts';
import { mayApply } from './units-of-basket.ts';

/** A candidate with those of its benefits that compete in one pass. */
export interface Entrant {
  state: CandidateState;
  benefits: readonly BenefitState[];
}

/** What a candidate would give on a line, given what is left of everything. */
export interface Offer {
  entrant: Entrant;
  amountCents: Cents;
  parts: OfferPart[];
  /** What the line would be left with. */
  runs: readonly Run[];
}

export interface OfferPart {
  benefit: BenefitState;
  amountCents: Cents;
  coveredUnits: number;
  /** Covered units that no earlier benefit of the relief covers: what a quota of units loses. */
  newUnits: number;
  limit: LimitCode | undefined;
}

/** The best benefit, or all of them, each on the rest. Undefined when nothing comes of it. */
export function offerOn(entrant: Entrant, line: LineState): Offer | undefined {
  if (line.restCents === 0) return undefined;
  return entrant.state.candidate.instruction.choose === 'all'
    ? offerOfAll(entrant, line)
    : offerOfBest(entrant, line);
}

function offerOfBest(entrant: Entrant, line: LineState): Offer | undefined {
  let best: Taking | undefined;
  let bestBenefit: BenefitState | undefined;
  for (const benefit of entrant.benefits) {
    const taking = takingOf(entrant.state, { benefit, line, runs: line.runs });
    if (taking !== undefined && taking.amountCents > (best?.amountCents ?? 0)) {
      best = taking;
      bestBenefit = benefit;
    }
  }
  if (best === undefined || bestBenefit === undefined) return undefined;
  const part = partOf(entrant.state, { benefit: bestBenefit, taking: best, line });
  return { entrant, amountCents: best.amountCents, parts: [part], runs: best.runs };
}

function offerOfAll(entrant: Entrant, line: LineState): Offer | undefined {
  const { state } = entrant;
  const parts: OfferPart[] = [];
  let amountCents = 0;
  let runs = line.runs;
  for (const benefit of entrant.benefits) {
    const taking = takingOf(state, { benefit, line, runs });
    if (taking === undefined) continue;
    const part = partOf(state, { benefit, taking, line });
    parts.push(part);
    // The next one sees what this one would leave.
    movePayment(state, line, part);
    amountCents += part.amountCents;
    runs = taking.runs;
  }
  for (const { benefit, amountCents: cents, newUnits } of parts) {
    movePayment(state, line, { benefit, amountCents: -cents, newUnits: -newUnits });
  }
  return parts.length === 0 ? undefined : { entrant, amountCents, parts, runs };
}

function takingOf(
  state: CandidateState,
  on: { benefit: BenefitState; line: LineState; runs: readonly Run[] },
): Taking | undefined {
  const { benefit, line } = on;
  if (!mayApply(state, benefit, line)) return undefined;
  const part = benefit.parts?.[line.position];
  const limits = {
    entitlementId: state.candidate.entitlementId,
    unitPriceCents: line.line.unitPriceCents,
    units: Math.min(benefit.unitsLeft, part?.units ?? line.line.quantity),
    newUnits: newUnitsOn(state, benefit, line),
    cents: moneyRoom(state, benefit, line).cents,
  };
  if (limits.cents <= 0 || limits.units <= 0) {
    state.wasLimited ||= line.restCents > 0 && couldGive(benefit);
    return undefined;
  }
  const { terms } = benefit;
  const taking =
    part?.cents === undefined
      ? takeFromLine(on.runs, terms, limits)
      : takeAmountFromLine(on.runs, part.cents, { ...limits, mostOf: terms.mostOf });
  if (!state.wasLimited && (isScarce(state, benefit) || Number.isFinite(benefit.unitsLeft))) {
    state.wasLimited = isCutShort(state, { benefit, line, taking });
  }
  return taking.amountCents > 0 ? taking : undefined;
}

/** Whether there was something of all that it takes from before this basket. */
function couldGive({ pools }: BenefitState): boolean {
  return hasStarted(pools.units) && hasStarted(pools.cents);
}

function hasStarted(pools: readonly Pool[]): boolean {
  for (const { start } of pools) if (start <= 0) return false;
  return true;
}

/** Whether what other lines have, or may have, kept a benefit from giving more. */
function isCutShort(
  state: CandidateState,
  of: { benefit: BenefitState; line: LineState; taking: Taking },
): boolean {
  const { benefit, line, taking } = of;
  const wantedUnits = benefit.parts?.[line.position]?.units ?? line.line.quantity;
  const units = Math.min(newUnitsOn(state, benefit, line), benefit.unitsLeft);
  if (units >= wantedUnits && benefit.partsLimit === undefined && taking.limit !== 'cents') {
    return false;
  }
  if (!couldGive(benefit)) return false;
  if (units < wantedUnits || benefit.partsLimit !== undefined) return true;
  const { cents } = basketRoom(state, benefit, line.basket);
  return taking.amountCents >= cents;
}

/** Units that the quotas, and what was set aside for other lines, still allow on a line. */
function newUnitsOn(
  state: CandidateState,
  { pools }: BenefitState,
  { position }: LineState,
): number {
  const left = leftOf(pools.units);
  if (state.mayCover === undefined) return left;
  const most = state.mayCover[position] ?? 0;
  return Math.min(left, most - (state.covered[position] ?? 0));
}

function partOf(
  state: CandidateState,
  of: { benefit: BenefitState; taking: Taking; line: LineState },
): OfferPart {
  const { benefit, taking } = of;
  return {
    benefit,
    amountCents: taking.amountCents,
    coveredUnits: taking.units,
    newUnits: taking.newUnits,
    limit: limitOf(state, of),
  };
}

function limitOf(
  state: CandidateState,
  of: { benefit: BenefitState; taking: Taking; line: LineState },
): LimitCode | undefined {
  const { benefit, taking, line } = of;
  if (taking.limit === 'cents') return moneyRoom(state, benefit, line).limit;
  const wantedUnits = benefit.parts?.[line.position]?.units ?? line.line.quantity;
  const allowedUnits = Math.min(newUnitsOn(state, benefit, line), benefit.unitsLeft);
  const isCut = taking.limit === 'units' && allowedUnits < wantedUnits;
  return isCut ? 'quota-used' : benefit.partsLimit;
}

/** Why a benefit gives nothing on a line. */
export function whyNothing(
  state: CandidateState,
  benefit: BenefitState,
  line: LineState,
): ReasonCode {
  const refusal = benefit.refusals[line.position];
  if (refusal !== undefined) return refusal;
  const { give } = benefit.benefit;
  const isWhole = 'freeOfEvery' in give || 'bundle' in give || benefit.benefit.units !== undefined;
  if (isWhole && benefit.parts?.[line.position]?.units === 0) return 'not-enough-units';
  if (line.restCents === 0) return 'nothing-left-to-pay';
  const covered = state.covered[line.position] ?? 0;
  if (Math.min(leftOf(benefit.pools.units) + covered, benefit.unitsLeft) <= 0) return 'quota-used';
  const room = moneyRoom(state, benefit, line);
  if (room.cents <= 0) return room.limit ?? 'nothing-left-to-pay';
  return state.candidate.instruction.leaves === undefined
    ? 'nothing-left-to-pay'
    : 'minimum-to-pay';
}
