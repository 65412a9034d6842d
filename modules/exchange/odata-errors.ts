import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** Codes with which what is asked in OData is refused. */
export const ODATA_ERRORS = {
  'odata-malformed': {
    status: 400,
    when: 'When an address, option or key is not OData 4.01: `at` is the place that was reached, `expected` what could stand there.',
    lv: 'Vaicājums nav pareizs OData. Izlabojiet to norādītajā vietā.',
    en: 'The query is not right OData. Correct it at the place given.',
  },
  'odata-too-long': {
    status: 413,
    when: 'When a text of OData is longer than 65,536 characters.',
    lv: 'Vaicājums ir pārāk garš. Sadaliet to vairākos.',
    en: 'The query is too long. Split it into several.',
  },
  'odata-too-deep': {
    status: 400,
    when: 'When parentheses, paths or lists of a text of OData are nested too deep.',
    lv: 'Vaicājumā ir pārāk daudz iekavu cita citā. Vienkāršojiet to.',
    en: 'The query is nested too deep. Make it simpler.',
  },
} as const satisfies ErrorCatalogue;
