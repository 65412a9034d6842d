import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import { QUOTA_PERIODS } from './quota-period.ts';

/** What of the holder's profile may choose the rows. */
export const PROFILE_PARAMETERS = ['territory', 'institution', 'registrationNumber'] as const;
export type ProfileParameter = (typeof PROFILE_PARAMETERS)[number];

const Words = z.strictObject({
  lv: z.string().min(1).max(1_000),
  en: z.string().min(1).max(1_000),
});
const FieldPath = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,3}$/)
  .max(255);

export const RowFilter = z.union([
  z.strictObject({
    field: FieldPath,
    values: z.array(z.string().min(1).max(200)).min(1).max(1_000),
  }),
  z.strictObject({ field: FieldPath, profile: z.enum(PROFILE_PARAMETERS) }),
]);
export type RowFilter = z.output<typeof RowFilter>;

const FIELDS_MAX = 500;
const ROWS_MAX = 5;

/** What a permission permits, and why. */
export const Terms = z.strictObject({
  purpose: Words.meta({ description: 'What the records are for, in words that a person reads.' }),
  legalBasis: Words,
  fields: z.union([z.literal('all'), z.array(FieldPath).min(1).max(FIELDS_MAX)]).meta({
    description: '`all`, or names: `number`; of a nested list, all of it or `waters.hectares`.',
  }),
  rows: z.array(RowFilter).max(ROWS_MAX).default([]).meta({
    description:
      'All must hold: an open field has one of the values, or that of the holder’s own profile.',
  }),
  quota: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .meta({ description: 'How many uses there may be; a use is one request that is answered.' }),
  quotaPeriod: z.enum(QUOTA_PERIODS).default('all').meta({
    description: 'Of the quota: in all, or anew each month or day, by the calendar of Riga.',
  }),
  ratePerMinute: z.int().min(1).max(1_000_000).nullable().default(null),
  priceCents: z.int().min(0).max(1_000_000).default(0).meta({ description: 'Of one use.' }),
  validFrom: DayText,
  validUntil: DayText.meta({ description: 'The last day.' }),
});
export type Terms = z.output<typeof Terms>;

/** What a prolongation changes. */
export const Prolongation = z.strictObject({
  validUntil: DayText,
  quota: z.int().min(1).nullable().optional().meta({
    description:
      'Uses of each period, those already made in this one counted in; left out: as it was.',
  }),
});
export type Prolongation = z.output<typeof Prolongation>;
