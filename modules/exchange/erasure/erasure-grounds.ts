import { z } from 'zod';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { holdsPersonalCode } from '../../persons/index.ts';

/** Why content must go: the cases of Article 17 (1) of the General Data Protection Regulation. */
export const ERASURE_REASONS = [
  'no-longer-needed',
  'consent-withdrawn',
  'objection',
  'unlawful',
  'legal-obligation',
] as const;

const LEGAL_BASIS_LENGTH_MAX = 300;

/** On what grounds something is erased, as the audit keeps it. */
export const ErasureGrounds = z.strictObject({
  reason: z.enum(ERASURE_REASONS).meta({ description: 'The case of Article 17 (1) of the GDPR.' }),
  legalBasis: z
    .string()
    .min(1)
    .max(LEGAL_BASIS_LENGTH_MAX)
    .meta({ description: 'The decision or provision. Is kept, so it names nobody.' }),
});
export type ErasureGrounds = z.infer<typeof ErasureGrounds>;

/** Refuses with `erasure-names-person` a legal basis that holds a personal code. */
export function demandNamesNobody({ legalBasis }: ErasureGrounds): void {
  if (holdsPersonalCode(legalBasis)) throw new Refusal('erasure-names-person');
}
