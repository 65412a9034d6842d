import type { Cents } from '../../../platform/money/money.ts';
import { findBasketParts, looksAtBasket } from './basket-parts.ts';
import type { CandidateState } from './candidate-state.ts';
import type { LineState } from './line-state.ts';
import { noteReason } from './note-reason.ts';
import { type Entrant, type Offer, offerOn, whyNothing } from './offer.ts';
import { payFromCandidate } from './pay.ts';
import { type Pool, tightest } from './pools.ts';
import type { Slot } from './slots.ts';
import { splitShares } from './split-shares.ts';

/**
 * The reliefs of one exclusion group, or one relief without a group, on all lines: on each line the
 * best of them wins, or the first. Where quotas or budgets couple the lines, the line on which a
 * unit brings most comes first, so that what is scarce goes where it helps most.
 */
export function fillSlot(slot: Slot, on: SlotLines): void {
  const usable = slot.members.filter((member) => member.refusal === undefined);
  const [only] = usable;
  if (usable.length === 1 && only !== undefined && only.candidate.instruction.choose === 'all') {
    // Alone, each benefit sees the whole basket as the one before it left it.
    for (const benefit of only.benefits) {
      fillPass(slot, [{ state: only, benefits: [benefit] }], on);
    }
    return;
  }
  fillPass(
    slot,
    usable.map((state) => ({ state, benefits: state.benefits })),
    on,
  );
}

interface SlotLines {
  lines: readonly LineState[];
  /** Whether those that lose are told why. */
  isExplained: boolean;
  /** Its turn comes last. */
  cutLine: number | undefined;
}

function fillPass(
  slot: Slot,
  entrants: readonly Entrant[],
  { lines, isExplained, cutLine }: SlotLines,
): void {
  for (const { state, benefits } of entrants) {
    for (const benefit of benefits) findBasketParts(state, benefit, lines);
  }
  const pass: Pass = { entrants, by: slot.by, alone: aloneIn(slot, entrants, lines), isExplained };
  if (lines.length === 1 || !entrants.some(isLimited)) {
    for (const line of lines) settleLine(pass, line, winningOffer(pass, line));
    return;
  }
  fillDensestFirst(pass, lines, cutLine);
}

interface Pass {
  entrants: readonly Entrant[];
  by: Slot['by'];
  /** The only one that may apply, where the others are excluded from the whole transaction. */
  alone: Entrant | undefined;
  isExplained: boolean;
}

/** Who holds the transaction: whoever was chosen for it, else the first that gives anything. */
function aloneIn(
  slot: Slot,
  entrants: readonly Entrant[],
  lines: readonly LineState[],
): Entrant | undefined {
  if (slot.per === 'line' || entrants.length < 2) return undefined;
  if (slot.chosen !== undefined) return entrants.find(({ state }) => state === slot.chosen);
  return entrants.find((entrant) => lines.some((line) => offerOn(entrant, line) !== undefined));
}

function isLimited({ state, benefits }: Entrant): boolean {
  const { units, cents } = state.pools.all;
  return (
    units.length > 0 ||
    cents.length > 0 ||
    state.candidate.instruction.leaves?.transaction !== undefined ||
    benefits.some((benefit) => Number.isFinite(benefit.unitsLeft))
  );
}

/**
 * Each turn settles one line, so there are about as many turns as lines. What is left only shrinks:
 * an offer that another line's has made stale is renewed when its turn comes.
 */
function fillDensestFirst(
  pass: Pass,
  lines: readonly LineState[],
  cutLine: number | undefined,
): void {
  const density = (one: Turn | undefined) =>
    one === undefined || one.line.position === cutLine ? -1 : densityOf(one.offer);
  const open: Turn[] = lines.map((line) => ({
    line,
    offer: winningOffer(pass, line),
    isStale: false,
  }));
  while (open.length > 0) {
    let densest = 0;
    for (let index = 1; index < open.length; index += 1) {
      if (density(open[index]) > density(open[densest])) densest = index;
    }
    const next = open[densest];
    if (next === undefined) break;
    if (next.isStale) {
      next.offer = winningOffer(pass, next.line);
      next.isStale = false;
      continue;
    }
    open.splice(densest, 1);
    settleLine(pass, next.line, next.offer);
    const winner = next.offer?.entrant.state;
    for (const other of open) {
      const state = other.offer?.entrant.state;
      if (winner !== undefined && state !== undefined && sharesPool(winner, state)) {
        other.isStale = true;
      }
    }
  }
}

interface Turn {
  line: LineState;
  offer: Offer | undefined;
  isStale: boolean;
}

function sharesPool(a: CandidateState, b: CandidateState): boolean {
  return (
    a === b ||
    a.pools.all.units.some((pool) => b.pools.all.units.includes(pool)) ||
    a.pools.all.cents.some((pool) => b.pools.all.cents.includes(pool))
  );
}

/** Cents a unit. A quotient, but only ever compared. */
function densityOf(offer: Offer | undefined): number {
  if (offer === undefined) return 0;
  const units = offer.parts.reduce((most, part) => Math.max(most, part.coveredUnits), 1);
  return offer.amountCents / units;
}

/**
 * By priority the first that gives anything. Else the largest amount; then at once before
 * afterwards; then the order of the candidates.
 */
function winningOffer({ entrants, by, alone }: Pass, line: LineState): Offer | undefined {
  if (alone !== undefined) return offerOn(alone, line);
  let best: Offer | undefined;
  for (const entrant of entrants) {
    const offer = offerOn(entrant, line);
    if (offer === undefined) continue;
    if (by === 'priority') return offer;
    if (best === undefined || isBetter(offer, best)) best = offer;
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

function settleLine(pass: Pass, line: LineState, winner: Offer | undefined): void {
  const held = winner?.entrant ?? pass.alone;
  if (pass.isExplained) {
    for (const entrant of pass.entrants) {
      if (entrant !== held) noteLoss(entrant, line, { held, cents: winner?.amountCents ?? 0 });
      else if (winner === undefined) noteNothing(entrant, line);
    }
  }
  if (winner !== undefined) applyOffer(winner, line);
}

/**
 * Why a relief does not apply to a line: another does; or what it takes from brings more on other
 * lines, so that nothing is left of it for this one; or it gives nothing here.
 */
function noteLoss(
  entrant: Entrant,
  line: LineState,
  winner: { held: Entrant | undefined; cents: Cents },
): void {
  const { state } = entrant;
  const cents = offerUnchosen(entrant, line)?.amountCents;
  if (cents === undefined && !(winner.held !== undefined && wasSpreadElsewhere(entrant, line))) {
    noteNothing(entrant, line);
    return;
  }
  const isChosenFor = state.mayCover !== undefined && (cents ?? 0) > winner.cents;
  const pool = isChosenFor ? tightestOn(entrant, line) : undefined;
  if (pool !== undefined) {
    noteReason(state, line.position, { code: pool.limit });
  } else if (winner.held !== undefined) {
    const wonBy = winner.held.state.candidate.entitlementId;
    noteReason(state, line.position, { code: 'another-is-better', wonBy });
  }
}

function tightestOn({ benefits }: Entrant, { position }: LineState): Pool | undefined {
  const fitting = benefits.filter(({ refusals }) => refusals[position] === undefined);
  return tightest(fitting.flatMap(({ pools }) => [...pools.units, ...pools.cents]));
}

/** What looks at the whole basket found its parts on the lines that were left to it. */
function wasSpreadElsewhere({ state, benefits }: Entrant, { position }: LineState): boolean {
  return (
    state.mayCover?.[position] === 0 &&
    benefits.some((benefit) => looksAtBasket(benefit) && !benefit.refusals[position])
  );
}

/** What a candidate would give on a line, had nothing been chosen for the whole basket. */
function offerUnchosen(entrant: Entrant, line: LineState): Offer | undefined {
  const { state, benefits } = entrant;
  const { mayCover } = state;
  if (mayCover === undefined) return offerOn(entrant, line);
  const chosen = benefits.map((benefit) => benefit.chosenOn);
  state.mayCover = undefined;
  for (const benefit of benefits) benefit.chosenOn = undefined;
  const offer = offerOn(entrant, line);
  state.mayCover = mayCover;
  benefits.forEach((benefit, index) => {
    benefit.chosenOn = chosen[index];
  });
  return offer;
}

function noteNothing({ state, benefits }: Entrant, line: LineState): void {
  for (const benefit of benefits) {
    noteReason(state, line.position, { code: whyNothing(state, benefit, line) });
  }
}

function applyOffer({ entrant: { state }, parts, runs }: Offer, line: LineState): void {
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
    payFromCandidate(state, line, part);
    const { limit } = part;
    const limited = limit === undefined ? {} : { limitedBy: limit };
    noteReason(state, line.position, { code: 'applied', ...limited });
  }
  line.runs = runs;
}
