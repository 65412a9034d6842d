import type { Cents } from '../../../../platform/money/money.ts';
import type { Draft } from '../draft.ts';
import type { LineState } from '../line-state.ts';
import { offerOn } from '../offer.ts';
import type { Run } from '../run.ts';
import { type Contender, fits, type Scarcity } from './contenders.ts';
import { recoveredShare } from './recovery.ts';

/** A contender that applies to a line, on so many units at most. */
export interface Pick {
  contender: Contender;
  mayCover: number;
  /** What it would take, were the line alone. */
  units: number;
  cents: Cents;
  /** Which share of a cut later reliefs on the line may take up, at most. */
  recovers: number;
}

/** What may be chosen for a line, over all its slots, and what it takes of what is scarce. */
export interface LineOption {
  line: LineState;
  /** Those that fit the line, in the order of their places. */
  fitting: readonly Contender[];
  picks: Pick[];
  /** The line, what is picked, and on how many units. Options of one key are one choice. */
  key: string;
  cents: Cents;
  /** By index of the scarcity. */
  takes: number[];
}

export interface LineOptions {
  line: LineState;
  /** No option is worse than another in everything. */
  options: LineOption[];
  /** True when there were too many, so that some may be missing. */
  isCut: boolean;
}

/** More than this for one line are not looked at. */
const OPTIONS_MAX = 64;

interface Partial {
  picks: Pick[];
  runs: readonly Run[];
  restCents: Cents;
  takes: number[];
}

/** All that may be chosen for each line, worked out as if the line were alone in the basket. */
export function optionsOfLines(
  draft: Draft,
  contenders: readonly Contender[],
  scarce: readonly Scarcity[],
): LineOptions[] {
  openBasket(draft);
  return draft.lines.map((line) => {
    const fitting = contenders.filter((contender) => fits(contender, line));
    const slots = draft.slots
      .map((slot) => fitting.filter((contender) => contender.slot === slot))
      .filter((inSlot) => inSlot.length > 0);
    let isCut = false;
    const takes = scarce.map(() => 0);
    let partials: Partial[] = [{ picks: [], runs: line.runs, restCents: line.restCents, takes }];
    slots.forEach((inSlot, index) => {
      const further = partials.flatMap((partial) => furtherOf(partial, { line, inSlot, fitting }));
      partials = undominated(further, { scarce, isLast: index === slots.length - 1 });
      if (partials.length > OPTIONS_MAX) {
        isCut = true;
        partials = partials.slice(0, OPTIONS_MAX);
      }
    });
    const options = partials.map((partial) => ({
      line,
      fitting,
      picks: partial.picks,
      key: keyOf(line, partial.picks, contenders),
      cents: line.priceCents - partial.restCents,
      takes: partial.takes,
    }));
    return { line, options, isCut };
  });
}

function keyOf(line: LineState, picks: readonly Pick[], contenders: readonly Contender[]): string {
  const texts = picks.map(
    ({ contender, mayCover }) => `${contenders.indexOf(contender)}:${mayCover}`,
  );
  return `${line.position} ${texts.join(' ')}`;
}

function openBasket({ lines, states }: Draft): void {
  for (const state of states) state.mayCover = lines.map(() => 0);
  for (const line of lines) line.basket.restCents = Number.POSITIVE_INFINITY;
}

function furtherOf(
  partial: Partial,
  on: { line: LineState; inSlot: readonly Contender[]; fitting: readonly Contender[] },
): Partial[] {
  const { line, inSlot, fitting } = on;
  const further: Partial[] = [];
  let mayStayEmpty = true;
  let first: Contender | undefined;
  for (const contender of inSlot) {
    const isPooled = contender.units.length > 0 || contender.cents.length > 0;
    // By priority the next one's turn comes only where the one before it may run out.
    if (first !== undefined && first.entrant.state !== contender.entrant.state) continue;
    const recovers = recoveredShare(contender, fitting);
    const found = coversOf(contender, line).flatMap((mayCover) => {
      const pick = pickOn(partial, line, { contender, mayCover, recovers });
      return pick === undefined ? [] : [pick];
    });
    further.push(...found);
    if (found.length === 0 || isPooled) continue;
    mayStayEmpty = false;
    if (contender.slot.by === 'priority') first ??= contender;
  }
  if (mayStayEmpty) further.push(partial);
  return further;
}

/** All units, or as many as what is scarce allows, or fewer. */
function coversOf({ units }: Contender, line: LineState): number[] {
  const { quantity } = line.line;
  if (units.length === 0) return [quantity];
  const most = Math.min(quantity, ...units.map((scarcity) => scarcity.most));
  return Array.from({ length: most }, (_, index) => most - index);
}

function pickOn(
  partial: Partial,
  line: LineState,
  { contender, mayCover, recovers }: { contender: Contender; mayCover: number; recovers: number },
): Partial | undefined {
  const { state } = contender.entrant;
  if (state.mayCover !== undefined) state.mayCover[line.position] = mayCover;
  const { runs, restCents } = line;
  line.runs = partial.runs;
  line.restCents = partial.restCents;
  const offer = offerOn(contender.entrant, line);
  line.runs = runs;
  line.restCents = restCents;
  if (state.mayCover !== undefined) state.mayCover[line.position] = 0;
  if (offer === undefined) return undefined;
  const units = offer.parts.reduce((sum, part) => sum + part.newUnits, 0);
  const cents = offer.amountCents;
  const takes = partial.takes.slice();
  for (const { index } of contender.units) takes[index] = (takes[index] ?? 0) + units;
  for (const { index } of contender.cents) takes[index] = (takes[index] ?? 0) + cents;
  const pick = { contender, mayCover: coveringOf(contender, mayCover), units, cents, recovers };
  return {
    picks: [...partial.picks, pick],
    runs: offer.runs,
    restCents: partial.restCents - cents,
    takes,
  };
}

/** A form that looks at the whole basket finds its units itself, as far as quotas allow. */
function coveringOf({ entrant, looksAtBasket }: Contender, mayCover: number): number {
  return looksAtBasket && entrant.state.pools.all.units.length === 0
    ? Number.POSITIVE_INFINITY
    : mayCover;
}

/** Those that no other outdoes. */
function undominated(
  partials: readonly Partial[],
  of: { scarce: readonly Scarcity[]; isLast: boolean },
): Partial[] {
  const kept: Partial[] = [];
  for (const partial of partials.toSorted((a, b) => a.restCents - b.restCents)) {
    const isOutdone = kept.some((other) =>
      of.isLast
        ? outdoes(other, partial, of.scarce)
        : other.runs.length === 1 && partial.runs.length === 1 && takesNoMore(other, partial),
    );
    if (!isOutdone) kept.push(partial);
  }
  return kept;
}

function takesNoMore(one: Partial, other: Partial): boolean {
  return one.takes.every((take, index) => take <= (other.takes[index] ?? 0));
}

/**
 * Whether one leaves no more to pay than another even if the money that it takes beyond the other's
 * must be cut from other lines; so much it costs at most.
 */
function outdoes(one: Partial, other: Partial, scarce: readonly Scarcity[]): boolean {
  let beyondCents = 0;
  for (const { measure, index } of scarce) {
    const beyond = (one.takes[index] ?? 0) - (other.takes[index] ?? 0);
    if (beyond <= 0) continue;
    if (measure === 'units') return false;
    beyondCents += beyond;
  }
  return one.restCents + beyondCents <= other.restCents;
}
