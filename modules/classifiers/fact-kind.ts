import { z } from 'zod';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';

/**
 * A kind of fact: what one register states about persons or households. A kind follows the structure
 * of its register, never the needs of a single relief.
 */
export interface FactKind extends LocalizedText {
  code: string;
  /** Code of the register that states it. */
  register: string;
  /** `codes`: the current rows together are a set of codes. Booleans are 0 and 1, money is cents. */
  type: 'code' | 'codes' | 'integer' | 'boolean' | 'money' | 'date';
  /** Scheme of the classifier whose codes the fact takes. */
  scheme?: string | undefined;
  /** About whom it is stated. A household's facts are those of each member while a member. */
  of: 'person' | 'household';
  /** What it means that there is none: the register is complete about it, or nothing is known. */
  absent: 'no' | 'unknown';
}

const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const FactKindText = z
  .strictObject({
    code: Code,
    register: Code,
    type: z.enum(['code', 'codes', 'integer', 'boolean', 'money', 'date']),
    scheme: Code.optional(),
    of: z.enum(['person', 'household']).default('person'),
    absent: z.enum(['no', 'unknown']),
    lv: z.string().min(1),
    en: z.string().min(1),
  })
  .refine(
    ({ type, scheme }) => scheme === undefined || type === 'code' || type === 'codes',
    'only codes have a scheme',
  );

const FactKindsText = z.strictObject({ factKinds: z.array(FactKindText).min(1) });

/** Reads the parsed text of a file of fact kinds. Throws when it has another shape. */
export function parseFactKinds(content: unknown): FactKind[] {
  return FactKindsText.parse(content).factKinds;
}
