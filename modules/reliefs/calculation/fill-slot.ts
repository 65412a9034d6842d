import { findBasketParts } from './basket-parts.ts';
import type { CandidateState } from './candidate-state.ts';
import type { LineState } from './line-state.ts';
import { noteReason } from './note-reason.ts';
import { type Entrant, type Offer, offerOn, whyNothing } from './offer.ts';
import { splitShares } from './split-shares.ts';

/**
 * The reliefs of one exclusion group, or one relief without a group, on all lines: on each line the
 * best of them wins. Where quotas or budgets couple the lines, the line on which a unit brings most
 * comes first, so that what is scarce goes where it helps most.
 */
export function fillSlot(members: readonly CandidateState[], lines: readonly LineState[]): void {
  const usable = members.filter((member) => member.refusal === undefined);
  const [only] = usable;
  if (usable.length === 1 && only !== undefined && only.candidate.instruction.choose === 'all') {
    // Alone, each benefit sees the whole basket as the one before it left it.
    for (const benefit of only.benefits) fillPass([{ state: only, benefits: [benefit] }], lines);
    return;
  }
  fillPass(
    usable.map((state) => ({ state, benefits: state.benefits })),
    lines,
  );
}

function fillPass(entrants: readonly Entrant[], lines: readonly LineState[]): void {
  for (const { state, benefits } of entrants) {
    for (const benefit of benefits) findBasketParts(state, benefit, lines);
  }
  if (lines.length === 1 || !entrants.some(isLimited)) {
    for (const line of lines) settleLine(entrants, line, bestOffer(entrants, line));
    return;
  }
  fillDensestFirst(entrants, lines);
}

function isLimited({ state, benefits }: Entrant): boolean {
  const pools = Math.min(state.quota.units, state.quota.cents, state.budget.cents);
  return Number.isFinite(pools) || benefits.some((benefit) => Number.isFinite(benefit.unitsLeft));
}

/** Each turn settles one line, so there are as many turns as lines. */
function fillDensestFirst(entrants: readonly Entrant[], lines: readonly LineState[]): void {
  const open = lines.map((line) => ({ line, offer: bestOffer(entrants, line) }));
  while (open.length > 0) {
    let densest = 0;
    for (let index = 1; index < open.length; index += 1) {
      if (density(open[index]?.offer) > density(open[densest]?.offer)) densest = index;
    }
    const [next] = open.splice(densest, 1);
    if (next === undefined) break;
    settleLine(entrants, next.line, next.offer);
    const winner = next.offer?.entrant.state;
    for (const other of open) {
      const state = other.offer?.entrant.state;
      if (winner !== undefined && state !== undefined && sharesPool(winner, state)) {
        other.offer = bestOffer(entrants, other.line);
      }
    }
  }
}

function sharesPool(a: CandidateState, b: CandidateState): boolean {
  return a.quota === b.quota || a.budget === b.budget;
}

/** Cents a unit. A quotient, but only ever compared. */
function density(offer: Offer | undefined): number {
  if (offer === undefined) return 0;
  const units = offer.parts.reduce((most, part) => Math.max(most, part.coveredUnits), 1);
  return offer.amountCents / units;
}

/** The largest amount; then at once before afterwards; then the order of the candidates. */
function bestOffer(entrants: readonly Entrant[], line: LineState): Offer | undefined {
  let best: Offer | undefined;
  for (const entrant of entrants) {
    const offer = offerOn(entrant, line);
    if (offer !== undefined && (best === undefined || isBetter(offer, best))) best = offer;
  }
  return best;
}

function isBetter(offer: Offer, best: Offer): boolean {
  if (offer.amountCents !== best.amountCents) return offer.amountCents > best.amountCents;
  return (
    offer.entrant.state.candidate.instruction.paid === 'at-once' &&
    best.entrant.state.candidate.instruction.paid === 'afterwards'
  );
}

function settleLine(
  entrants: readonly Entrant[],
  line: LineState,
  winner: Offer | undefined,
): void {
  for (const entrant of entrants) {
    if (entrant === winner?.entrant) continue;
    const lost = winner !== undefined && offerOn(entrant, line) !== undefined;
    if (lost) {
      const wonBy = winner.entrant.state.candidate.entitlementId;
      noteReason(entrant.state, line.position, { code: 'another-is-better', wonBy });
      continue;
    }
    for (const benefit of entrant.benefits) {
      noteReason(entrant.state, line.position, { code: whyNothing(entrant.state, benefit, line) });
    }
  }
  if (winner !== undefined) applyOffer(winner, line);
}

function applyOffer(
  { entrant: { state }, parts, runs, amountCents }: Offer,
  line: LineState,
): void {
  const { candidate } = state;
  for (const part of parts) {
    line.applied.push({
      entitlementId: candidate.entitlementId,
      benefit: part.benefit.position,
      units: part.newUnits,
      amountCents: part.amountCents,
      paid: candidate.instruction.paid,
      shares: splitShares(candidate, part.amountCents, part.coveredUnits),
    });
    part.benefit.unitsLeft -= part.coveredUnits;
    state.quota.units -= part.newUnits;
    state.takenUnits += part.newUnits;
    state.covered[line.position] = (state.covered[line.position] ?? 0) + part.newUnits;
    const { limit } = part;
    const limited = limit === undefined ? {} : { limitedBy: limit };
    noteReason(state, line.position, { code: 'applied', ...limited });
  }
  takeMoney(state, amountCents);
  line.runs = runs;
  line.restCents -= amountCents;
  const group = candidate.instruction.exclusionGroup;
  if (group !== undefined) line.groups.set(group, candidate.entitlementId);
}

/** Of the quotas of money and the budget. */
export function takeMoney(state: CandidateState, amountCents: number): void {
  state.quota.cents -= amountCents;
  state.budget.cents -= amountCents;
  state.takenCents += amountCents;
}
