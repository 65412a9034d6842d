import { z } from 'zod';

/** Euros as people write them, at most two decimals, read as integer cents. */
export const Euros = z
  .number()
  .min(0)
  .max(1_000_000)
  .refine((euros) => Math.abs(euros * 100 - Math.round(euros * 100)) < 1e-6, 'at most two decimals')
  .transform((euros) => Math.round(euros * 100));

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
