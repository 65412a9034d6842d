import { lineStates } from './calculation/line-state.ts';
import { refusalOfItem, refusalsOnLines } from './calculation/refusal-on-line.ts';
import type { CalculationInput, ReasonCode } from './calculation.ts';
import type { Instruction } from './instruction.ts';

/** All that a provider may learn about why a relief that it asked for did not apply. */
export type PublicReason =
  | 'applied'
  | 'not-available'
  | 'quota-used'
  | 'budget-used'
  | 'another-applied'
  | 'not-on-this-item'
  | 'not-at-this-time'
  | 'not-at-this-place'
  | 'coupon-not-shown'
  | 'basket-does-not-fit'
  | 'proof-missing'
  | 'means-not-accepted';

export const PUBLIC_REASONS: Readonly<Record<PublicReason, { lv: string; en: string }>> = {
  applied: { lv: 'Atvieglojums piemērots.', en: 'The relief was applied.' },
  'not-available': {
    lv: 'Atvieglojums šeit nav pieejams. Vairāk pircējs uzzinās savā darba vidē.',
    en: 'The relief is not available here. The buyer finds more in their own workplace.',
  },
  'quota-used': {
    lv: 'Izmantošanas limits šajā periodā ir sasniegts.',
    en: 'The quota for this period is used up.',
  },
  'budget-used': {
    lv: 'Atvieglojuma devēja finansējums šim periodam ir iztērēts.',
    en: 'The grantor’s budget for this period is spent.',
  },
  'another-applied': {
    lv: 'Piemērots cits atvieglojums. Abi kopā nesummējas.',
    en: 'Another relief was applied. The two do not add up.',
  },
  'not-on-this-item': {
    lv: 'Atvieglojums neattiecas uz šī groza precēm un pakalpojumiem.',
    en: 'The relief is not for the items of this basket.',
  },
  'not-at-this-time': {
    lv: 'Atvieglojums šajā dienā vai laikā nav spēkā.',
    en: 'The relief is not given on this day or at this time.',
  },
  'not-at-this-place': {
    lv: 'Šajā vietā atvieglojumu nepiešķir.',
    en: 'The relief is not given at this place.',
  },
  'coupon-not-shown': {
    lv: 'Atvieglojumam vajadzīgs kupons. Ievadiet tā kodu.',
    en: 'The relief needs a coupon. Enter its code.',
  },
  'basket-does-not-fit': {
    lv: 'Grozs neatbilst atvieglojuma noteikumiem: daudzums, cena vai pavadoņu skaits.',
    en: 'The basket does not fit the terms of the relief: quantity, price or number of companions.',
  },
  'proof-missing': {
    lv: 'Atvieglojumam vajadzīgs darījumu apliecinošs dokuments. Nosūtiet tā numuru.',
    en: 'The relief needs a proof of purchase. Send its number.',
  },
  'means-not-accepted': {
    lv: 'Atvieglojumam vajadzīgs cits identifikācijas līdzeklis.',
    en: 'The relief needs another means of identification.',
  },
};

/**
 * What follows from the basket and the occasion alone, whoever the person is: over all benefits of
 * the instruction, not only those that this person has. Ask this before looking at the candidate,
 * so that holders and others get the same answer. Undefined when the basket could have the relief.
 */
export function reasonOfBasket(
  instruction: Instruction,
  basket: Pick<CalculationInput, 'occasion' | 'lines' | 'broader'>,
): PublicReason | undefined {
  const { occasion } = basket;
  const lines = lineStates(basket.lines, basket.broader);
  const fitting = instruction.benefits.filter((benefit) =>
    lines.some((line) => refusalOfItem(benefit, line) === undefined),
  );
  if (fitting.length === 0) return 'not-on-this-item';
  if (instruction.means !== undefined && !instruction.means.includes(occasion.meansKind)) {
    return 'means-not-accepted';
  }
  if (instruction.onProof && occasion.isWithoutProof) return 'proof-missing';
  let first: ReasonCode | undefined;
  // Whether it is the person's first use of the day is not for others: either way counts.
  for (const usedToday of [false, true]) {
    for (const benefit of fitting) {
      for (const refusal of refusalsOnLines(benefit, lines, { occasion, usedToday })) {
        if (refusal === undefined) return undefined;
        if (!OF_ITEM.includes(refusal)) first ??= refusal;
      }
    }
  }
  return first && OF_BASKET[first];
}

const OF_ITEM: readonly ReasonCode[] = ['no-item-of-its-classes', 'not-for-this-person'];

/** What the circumstances of a benefit, the same for everybody, tell. */
const OF_BASKET: Readonly<Partial<Record<ReasonCode, PublicReason>>> = {
  'not-at-this-time': 'not-at-this-time',
  'not-at-this-place': 'not-at-this-place',
  'means-not-accepted': 'means-not-accepted',
  'companions-do-not-fit': 'basket-does-not-fit',
  'coupon-not-shown': 'coupon-not-shown',
  'basket-does-not-fit': 'basket-does-not-fit',
};

/**
 * What a provider may see of the reasons that a candidate had on the lines of a basket that could
 * have had the relief (`reasonOfBasket` gave nothing). Item, whose and time now depend on
 * which benefits the person has, so they say no more than that a stranger would hear. Quota, budget
 * and competition tell that the person has the relief, exactly as `applied` would: they are said
 * only for a relief that the provider asked for by its own label.
 */
export function publicReasonOf(codes: readonly ReasonCode[]): PublicReason {
  const publicCodes = codes.map((code) => PUBLIC[code]);
  return STRONGEST_FIRST.find((reason) => publicCodes.includes(reason)) ?? 'not-available';
}

const PUBLIC: Readonly<Record<ReasonCode, PublicReason>> = {
  applied: 'applied',
  'points-earned': 'applied',
  'quota-used': 'quota-used',
  'budget-used': 'budget-used',
  'ceiling-reached': 'quota-used',
  'minimum-to-pay': 'not-available',
  'another-is-better': 'another-applied',
  'nothing-left-to-pay': 'not-available',
  'no-agreement': 'not-available',
  'means-not-accepted': 'not-available',
  'proof-missing': 'not-available',
  'no-item-of-its-classes': 'not-available',
  'not-for-this-person': 'not-available',
  'not-at-this-time': 'not-available',
  'not-at-this-place': 'not-available',
  'companions-do-not-fit': 'not-available',
  'not-first-use': 'not-available',
  'coupon-not-shown': 'not-available',
  'basket-does-not-fit': 'not-available',
  'points-not-asked': 'not-available',
  'too-few-points': 'not-available',
  'too-little-for-points': 'not-available',
  'not-enough-units': 'not-available',
};

const STRONGEST_FIRST: readonly PublicReason[] = [
  'applied',
  'another-applied',
  'budget-used',
  'quota-used',
];
