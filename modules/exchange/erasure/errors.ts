import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What is refused about erasure. */
export const ERASURE_ERRORS = {
  'erasure-names-person': {
    status: 422,
    when: 'When the legal basis of an erasure holds a personal code: it is kept, and may name nobody.',
    lv: 'Pamatojums paliek auditā, tāpēc personas kodu tajā nerakstiet. Norādiet lēmumu vai normu.',
    en: 'The legal basis stays in the audit, so write no personal code in it. State the decision.',
  },
} as const satisfies ErrorCatalogue;
