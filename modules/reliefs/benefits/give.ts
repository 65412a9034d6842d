import { z } from 'zod';
import { Euros, Percent } from './amounts.ts';

const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const SetSize = z.int().min(2).max(100);

/** Of the price of a unit or of the whole basket, only what lies between. */
const PricePart = z.strictObject({
  above: Euros.optional(),
  below: Euros.optional(),
  of: z.enum(['unit', 'basket']),
});
export type PricePart = z.output<typeof PricePart>;

/** Units that stand together in one bundle: so many of these classes, so many of those. */
const BundleParts = z
  .array(z.strictObject({ on: z.array(Code).min(1), units: z.int().min(1).max(100) }))
  .min(1)
  .max(6);

/** How much. Exactly one of these forms. */
export const Give = z.union([
  /** A share of the price, or of a part of it; `upTo` is the ceiling for one unit. */
  z.strictObject({ percent: Percent, upTo: Euros.optional(), part: PricePart.optional() }),
  /** An amount for the whole basket, once or `forEvery` full amount of its fitting lines; spread over them. */
  z.strictObject({ amount: Euros, forEvery: Euros.optional() }),
  /** An amount for each unit. */
  z.strictObject({ perUnit: Euros }),
  /** What the recipient pays for one unit; the rest is the relief. */
  z.strictObject({ recipientPays: Euros }),
  /** Of every so many units of the same item, or of the classes, one is free or costs less. */
  z.strictObject({
    freeOfEvery: SetSize,
    of: z.enum(['item', 'class']).optional(),
    which: z.enum(['cheapest', 'dearest']).optional(),
    percent: Percent.optional(),
  }),
  /** Of each full bundle: what it costs, a share of its price, or an amount off it. */
  z.strictObject({ bundle: BundleParts, pays: Euros }),
  z.strictObject({ bundle: BundleParts, percent: Percent }),
  z.strictObject({ bundle: BundleParts, amount: Euros }),
  /** Points earned for each full amount that the recipient pays. */
  z.strictObject({ pointForEvery: Euros }),
  /** Points earned for each unit, whatever is paid for it. */
  z.strictObject({ pointsPerUnit: z.int().min(1).max(10_000) }),
  /** So many points spent, when the recipient asks for it, are worth an amount. */
  z.strictObject({ spendPoints: z.int().min(1), worth: Euros }),
]);
export type Give = z.output<typeof Give>;

/** Whether a form gives points and no money. */
export function earnsPoints(
  give: Give,
): give is Extract<Give, { pointForEvery: unknown } | { pointsPerUnit: unknown }> {
  return 'pointForEvery' in give || 'pointsPerUnit' in give;
}
