import { z } from 'zod';

/** Euros as people write them, at most two decimals, read as integer cents. */
export const Euros = eurosUpTo(1_000_000);

/** What many may use together, in a whole state: up to ten thousand million. */
export const LargeEuros = eurosUpTo(10_000_000_000);

function eurosUpTo(most: number) {
  return (
    z
      .number()
      .min(0)
      .max(most)
      // The number nearest to a hundredth of whole cents: exact at any size.
      .refine((euros) => Math.round(euros * 100) / 100 === euros, 'at most two decimals')
      .transform((euros) => Math.round(euros * 100))
  );
}

/** A percentage with at most two decimals, read as basis points. */
export const Percent = z
  .number()
  .min(0)
  .max(100)
  .refine(
    (percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-6,
    'at most two decimals',
  )
  .transform((percent) => Math.round(percent * 100));
