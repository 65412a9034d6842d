import { z } from 'zod';
import type { ErrorCatalogue, Refusal } from '../errors/refusal.ts';
import type { Language } from '../i18n/localized-text.ts';
import { type FieldError, fieldErrorSchema } from './validation-errors.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** RFC 9457. The code is stable; the sentences may change. */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ description: 'Address of the page about this code.' }),
    title: z.string().meta({ description: 'The sentence in the language that was asked for.' }),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: programs decide by it.' }),
    requestId: z.string(),
    lv: z.string(),
    en: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

/** Joins the catalogues of all modules. A code that two of them have is a mistake of ours. */
export function mergeCatalogues(catalogues: readonly ErrorCatalogue[]): ErrorCatalogue {
  const merged: Record<string, ErrorCatalogue[string]> = {};
  for (const catalogue of catalogues) {
    for (const [code, entry] of Object.entries(catalogue)) {
      if (merged[code] && merged[code] !== entry) {
        throw new Error(`The error code "${code}" is in two catalogues.`);
      }
      merged[code] = entry;
    }
  }
  return merged;
}

/** The answer to a refusal. Undefined: the code is in no catalogue, which is a bug. */
export function makeProblem(
  refusal: Pick<Refusal, 'code' | 'details'>,
  catalogue: ErrorCatalogue,
  request: { language: Language; requestId: string; errors?: FieldError[] },
): Problem | undefined {
  const entry = catalogue[refusal.code];
  if (!entry) return undefined;
  return {
    ...refusal.details,
    type: `/problems/${refusal.code}`,
    title: entry[request.language],
    status: entry.status,
    code: refusal.code,
    requestId: request.requestId,
    lv: entry.lv,
    en: entry.en,
    ...(request.errors ? { errors: request.errors } : {}),
  };
}
