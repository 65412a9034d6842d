import { amountOf, looksAtBasket } from '../basket-parts.ts';
import { bundledUnits } from '../bundles.ts';
import type { BenefitState, CandidateState } from '../candidate-state.ts';
import type { Draft } from '../draft.ts';
import { freeUnits } from '../free-units.ts';
import type { LineState } from '../line-state.ts';
import type { Entrant } from '../offer.ts';
import type { Pool } from '../pools.ts';
import type { Slot } from '../slots.ts';
import { countedUnits, type LineUnits } from '../units-of-basket.ts';

/** Something that is scarce on the basket as a whole: units or cents, so many of them. */
export interface Scarcity {
  measure: 'units' | 'cents';
  most: number;
  /** Its place in the lists of a search. */
  index: number;
}

/** One benefit, or all of a relief that gives all, which may be chosen for a line. */
export interface Contender {
  slot: Slot;
  /** The slot's place among the slots. */
  place: number;
  entrant: Entrant;
  units: Scarcity[];
  cents: Scarcity[];
  /** Whether what it gives on a line hangs on the other lines. */
  looksAtBasket: boolean;
}

/**
 * Whoever may be chosen in the slots, and what is scarce among them. A form that looks at the whole
 * basket counts as scarce what it could give at most, were all fitting lines its own: so the search
 * never thinks it gives less than it can. What cannot run out on this basket is left out.
 * The draft must be clear.
 */
export function contendersOf(draft: Draft): { contenders: Contender[]; scarce: Scarcity[] } {
  const known = new Map<Pool, Scarcity>();
  const contenders = draft.slots.flatMap((slot, place) =>
    usableMembers(slot).flatMap((state) =>
      benefitSets(state).map((benefits) =>
        contenderOf(draft, { slot, place, state, benefits, known }),
      ),
    ),
  );
  const scarce = [
    ...new Set(contenders.flatMap(({ units, cents }) => [...units, ...cents])),
  ].filter((one) => one.most < wantedAtMost(one, contenders, draft.lines));
  scarce.forEach((one, index) => {
    one.index = index;
  });
  for (const contender of contenders) {
    contender.units = contender.units.filter((one) => scarce.includes(one));
    contender.cents = contender.cents.filter((one) => scarce.includes(one));
  }
  return { contenders, scarce };
}

function usableMembers(slot: Slot): CandidateState[] {
  const usable = slot.members.filter(({ refusal }) => refusal === undefined);
  return slot.chosen === undefined ? usable : usable.filter((state) => state === slot.chosen);
}

/** Benefits that are chosen together: all of a relief that gives all, else one by one. */
export function benefitSets(state: CandidateState): BenefitState[][] {
  if (state.benefits.length === 0) return [];
  if (state.candidate.instruction.choose === 'all') return [state.benefits];
  return state.benefits.map((benefit) => [benefit]);
}

function contenderOf(
  { lines }: Draft,
  of: {
    slot: Slot;
    place: number;
    state: CandidateState;
    benefits: BenefitState[];
    known: Map<Pool, Scarcity>;
  },
): Contender {
  const { slot, place, state, benefits, known } = of;
  const shared = (measure: Scarcity['measure']) =>
    state.pools.all[measure]
      .filter((pool) => benefits.every(({ pools }) => pools[measure].includes(pool)))
      .map((pool) => {
        const scarcity = known.get(pool) ?? { measure, most: pool.start, index: -1 };
        known.set(pool, scarcity);
        return scarcity;
      });
  const contender: Contender = {
    slot,
    place,
    entrant: { state, benefits },
    units: shared('units'),
    cents: shared('cents'),
    looksAtBasket: benefits.some(looksAtBasket),
  };
  const { leaves } = state.candidate.instruction;
  if (leaves?.transaction !== undefined) {
    const priceCents = lines.reduce((sum, line) => sum + line.priceCents, 0);
    addOwn(contender, 'cents', Math.max(0, priceCents - leaves.transaction));
  }
  const [only] = benefits;
  // Of several benefits together only what they share bounds them here: a looser bound is safe.
  if (benefits.length === 1 && only !== undefined) addOwnOf(contender, only, lines);
  return contender;
}

function addOwn(contender: Contender, measure: Scarcity['measure'], most: number): void {
  contender[measure].push({ measure, most, index: -1 });
}

function addOwnOf(contender: Contender, benefit: BenefitState, lines: readonly LineState[]): void {
  const { give, unitsPerTransaction } = benefit.benefit;
  if (unitsPerTransaction !== undefined) addOwn(contender, 'units', unitsPerTransaction);
  if (!looksAtBasket(benefit)) return;
  const { state } = contender.entrant;
  const counted = countedUnits(state, benefit, lines);
  if ('bundle' in give) {
    addOwn(contender, 'cents', bundledUnits(state, give, counted).cents);
  } else if ('freeOfEvery' in give) {
    addOwn(contender, 'units', unitsIn(freeUnits(give, counted)));
  } else {
    addOwn(contender, 'units', unitsIn(counted));
    const cents = amountOf(state, give, counted);
    if (cents !== undefined) addOwn(contender, 'cents', cents);
  }
}

function unitsIn(counted: readonly LineUnits[]): number {
  return counted.reduce((sum, { units }) => sum + units, 0);
}

/** No more than this can be asked of it: each relief covers a unit once, and no line costs more than its price. */
function wantedAtMost(
  scarcity: Scarcity,
  contenders: readonly Contender[],
  lines: readonly LineState[],
): number {
  const asking = contenders.filter((one) => one[scarcity.measure].includes(scarcity));
  let wanted = 0;
  for (const line of lines) {
    const onLine = new Set(asking.filter((one) => fits(one, line)).map((one) => one.entrant.state));
    if (scarcity.measure === 'units') wanted += onLine.size * line.line.quantity;
    else if (onLine.size > 0) wanted += line.priceCents;
  }
  return wanted;
}

export function fits({ entrant }: Contender, line: LineState): boolean {
  return entrant.benefits.some((benefit) => benefit.refusals[line.position] === undefined);
}
