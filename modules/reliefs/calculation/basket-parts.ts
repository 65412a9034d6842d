import {
  type Cents,
  divideRounded,
  FULL_BASIS_POINTS,
  spreadByLargestRemainder,
} from '../../../platform/money/money.ts';
import type { Give } from '../benefits/give.ts';
import type { LimitCode } from '../calculation.ts';
import { bundledUnits } from './bundles.ts';
import type { BasketPart, BenefitState, CandidateState } from './candidate-state.ts';
import { freeUnits } from './free-units.ts';
import type { LineState } from './line-state.ts';
import { basketRoom, lineRoom } from './money-room.ts';
import { leftOf } from './pools.ts';
import { costOf, countedUnits, type LineUnits, sumOfDearest } from './units-of-basket.ts';

/**
 * What the forms that look at the whole basket give to each of the lines on which the benefit may
 * apply: an amount is spread over them, free units and bundles are found, units are counted from
 * the dearest. Other forms need nothing.
 */
export function findBasketParts(
  state: CandidateState,
  benefit: BenefitState,
  lines: readonly LineState[],
): void {
  if (!looksAtBasket(benefit)) return;
  const { give } = benefit.benefit;
  const counted = countedUnits(state, benefit, lines);
  if ('bundle' in give) {
    const { units, cents } = bundledUnits(state, give, counted);
    spreadAmount(state, benefit, { units, cents });
  } else if ('freeOfEvery' in give) {
    benefit.parts = partsOf(benefit, freeUnits(give, counted), undefined);
  } else {
    const cents = amountOf(state, give, counted);
    if (cents === undefined) benefit.parts = partsOf(benefit, counted, undefined);
    else spreadAmount(state, benefit, { units: counted, cents });
  }
}

/** Whether what a benefit gives on a line depends on the other lines. */
export function looksAtBasket({ benefit: { give, units } }: BenefitState): boolean {
  if (units !== undefined || 'bundle' in give || 'freeOfEvery' in give) return true;
  return 'amount' in give || ('percent' in give && give.part?.of === 'basket');
}

/** The amount for the whole basket; undefined for a form that gives on each unit. */
export function amountOf(
  state: CandidateState,
  give: Exclude<Give, { bundle: unknown } | { freeOfEvery: number }>,
  counted: readonly LineUnits[],
): Cents | undefined {
  const cost = () => counted.reduce((sum, one) => sum + costOf(state, one), 0);
  if ('amount' in give) {
    if (give.forEvery === undefined) return give.amount;
    return give.forEvery > 0 ? Math.floor(cost() / give.forEvery) * give.amount : 0;
  }
  if (!('percent' in give) || give.part?.of !== 'basket') return undefined;
  const { above = 0, below = Number.POSITIVE_INFINITY } = give.part;
  const between = Math.max(0, Math.min(cost(), below) - above);
  return divideRounded(between * give.percent, FULL_BASIS_POINTS);
}

/** Spread over what the units that the quotas still allow may be relieved of, the dearest first. */
function spreadAmount(
  state: CandidateState,
  benefit: BenefitState,
  { units, cents }: { units: readonly LineUnits[]; cents: Cents },
): void {
  const { mostOf } = benefit.terms;
  let room = benefit.unitsLeft;
  let newRoom = leftOf(benefit.pools.units);
  let wantedCents = 0;
  let lineLimit: LimitCode | undefined;
  const allowed = units.map(({ line, units: counted }) => {
    // Units that the relief covers already cost no quota a second time.
    const covered = state.covered[line.position] ?? 0;
    const mayCover = state.mayCover?.[line.position] ?? Number.POSITIVE_INFINITY;
    const here = Math.min(room, counted, mayCover, newRoom + covered);
    room -= here;
    newRoom -= Math.max(0, here - covered);
    wantedCents += sumOfDearest(line.runs, counted, (run) => run.restCents);
    const unitCents = sumOfDearest(line.runs, here, mostOf);
    const ofLine = lineRoom(state, line);
    if (ofLine.cents < unitCents) lineLimit = ofLine.limit;
    return { line, units: here, cents: Math.min(unitCents, ofLine.cents) };
  });
  const allowedCents = allowed.reduce((sum, one) => sum + one.cents, 0);
  const ofBasket = units[0] && basketRoom(state, benefit, units[0].line.basket);
  const basketCents = ofBasket?.cents ?? 0;
  const spread = Math.min(cents, allowedCents, basketCents);
  const limit = basketCents < allowedCents ? ofBasket?.limit : (lineLimit ?? 'quota-used');
  benefit.partsLimit = spread === Math.min(cents, wantedCents) ? undefined : limit;
  const amounts = spreadByLargestRemainder(
    spread,
    allowed.map((one) => one.cents),
  );
  benefit.parts = partsOf(benefit, allowed, amounts);
}

/** By position of the line; lines that are not named have nothing. */
function partsOf(
  benefit: BenefitState,
  units: readonly LineUnits[],
  amounts: readonly Cents[] | undefined,
): BasketPart[] {
  const nothing = { units: 0, cents: amounts === undefined ? undefined : 0 };
  const parts: BasketPart[] = benefit.refusals.map(() => nothing);
  units.forEach(({ line, units: here }, index) => {
    parts[line.position] = { units: here, cents: amounts?.[index] };
  });
  return parts;
}
