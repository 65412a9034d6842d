import { z } from 'zod';
import { DayText } from '../../platform/clock/day-text.ts';

const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Texts = z.strictObject({ lv: z.string().min(1), en: z.string().min(1) });

const PointOfService = z.strictObject({
  code: Code,
  name: Texts,
  /** Concept of the scheme territories. */
  territory: z.string(),
});

/** A provider's system, with its devices. */
const Ids = z.strictObject({
  code: Code,
  name: z.string().min(1),
  terminals: z.array(z.strictObject({ code: Code, pointOfService: Code })),
});

const Item = z.strictObject({
  code: Code,
  /** Concept of the scheme goods-and-services. */
  class: Code,
  name: Texts,
  /** With tax; null when the price is stated in each basket. */
  unitPriceCents: z.int().min(0).max(100_000_000).nullable(),
  taxBasisPoints: z.int().min(0).max(10_000),
});

/** What a provider states about itself: where it serves, with which systems, what it sells. */
export const ProviderStatement = z.strictObject({
  /** Code of the organisation. */
  organisation: Code,
  pointsOfService: z.array(PointOfService),
  ids: z.array(Ids),
  items: z.array(Item),
});
export type ProviderStatement = z.output<typeof ProviderStatement>;

/** That a provider applies a grantor's reliefs in a half-open period. */
export const AgreementStatement = z.strictObject({
  grantor: Code,
  provider: Code,
  number: z.string().min(1).max(64),
  from: DayText,
  to: DayText.nullable(),
  settlementDays: z.int().min(0).max(365),
  /** Codes of reliefs. */
  reliefs: z.array(z.string()).min(1),
});
export type AgreementStatement = z.output<typeof AgreementStatement>;

/** The content of a `providers.json`. */
export const ProviderStatements = z.strictObject({
  providers: z.array(ProviderStatement),
  agreements: z.array(AgreementStatement),
});
export type ProviderStatements = z.output<typeof ProviderStatements>;
