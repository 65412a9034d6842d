import type { Circumstances, When } from '../instruction/when.ts';
import type { Benefit, Instruction } from '../instruction.ts';
import { type Box, meetBoxes, withoutBoxes } from '../reasoning/boxes.ts';
import { type Bounds, type Spans, singleNumbers, wholeNumbers } from '../reasoning/spans.ts';
import { type CodeNumbers, makeCodeNumbers } from '../reasoning/world.ts';

/**
 * Whether some purchase can be as a benefit asks: its quantities, prices, companions and means, with
 * what the instruction and the benefit ask besides. Days, times, places and coupons count as possible.
 */
export function hasPurchase(
  { when, whose, give }: Benefit,
  { means }: Pick<Instruction, 'means'>,
): boolean {
  if (!when) return true;
  const codes = makeCodeNumbers();
  const least = 'bundle' in give ? give.bundle.reduce((sum, part) => sum + part.units, 0) : 1;
  const any = new Map<string, Spans>([
    ['quantity', wholeNumbers({ from: 1 })],
    ['basketQuantity', wholeNumbers({ from: least })],
    ['companions', wholeNumbers({ from: whose === 'companion' ? 1 : 0 })],
    ...(means ? [['means', singleNumbers(means.map(codes))] as const] : []),
  ]);
  return within(when, [any], codes).length > 0;
}

/** What of the pieces is as asked. */
function within(when: When, pieces: readonly Box[], codes: CodeNumbers): readonly Box[] {
  if ('all' in when) return when.all.reduce((left, one) => within(one, left, codes), pieces);
  if ('any' in when) return when.any.flatMap((one) => within(one, pieces, codes));
  if ('not' in when) return outside(when.not, pieces, codes);
  const box = boxOf(when, codes);
  return pieces.flatMap((piece) => meetBoxes(piece, box) ?? []);
}

/** What of the pieces is not as asked. */
function outside(when: When, pieces: readonly Box[], codes: CodeNumbers): readonly Box[] {
  if ('all' in when) return when.all.flatMap((one) => outside(one, pieces, codes));
  if ('any' in when) return when.any.reduce((left, one) => outside(one, left, codes), pieces);
  if ('not' in when) return within(when.not, pieces, codes);
  const {
    quantity: _,
    unitPrice: __,
    basket: ___,
    companions: ____,
    means: _____,
    ...others
  } = when;
  if (Object.keys(others).length > 0) return pieces;
  const box = boxOf(when, codes);
  return pieces.flatMap((piece) => withoutBoxes(piece, [box]));
}

function boxOf(when: Circumstances, codes: CodeNumbers): Box {
  const { quantity, unitPrice, basket, companions, means } = when;
  const ofClasses = basket?.on ? ` of ${[...basket.on].sort().join()}` : '';
  const bounded: [string, Bounds | undefined][] = [
    ['quantity', quantity],
    ['unitPrice', unitPrice],
    [`basketPrice${ofClasses}`, basket?.price],
    [`basketQuantity${ofClasses}`, basket?.quantity],
    ['companions', companions],
  ];
  const box = new Map<string, Spans>();
  for (const [axis, bounds] of bounded) if (bounds) box.set(axis, wholeNumbers(bounds));
  if (means) box.set('means', singleNumbers(means.map(codes)));
  return box;
}
