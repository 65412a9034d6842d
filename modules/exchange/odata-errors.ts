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
  'odata-field-unknown': {
    status: 400,
    when: 'When a query names a field that the data set has not, or not for who asks; `suggestion` is the nearest one.',
    lv: 'Tāda lauka datu kopai nav. Pārbaudiet nosaukumu datu kopas aprakstā.',
    en: 'The data set has no such field. Check its name in the description of the data set.',
  },
  'odata-type-wrong': {
    status: 400,
    when: 'When a function or operator is given values of types that it does not take: `at` and `types` say which.',
    lv: 'Šīs vērtības kopā neder. Pārbaudiet lauku tipus datu kopas aprakstā.',
    en: 'These values do not fit together. Check the types of the fields in the description.',
  },
  'odata-value-wrong': {
    status: 400,
    when: 'When a literal is no value of its type: a day that the calendar has not, a number too long.',
    lv: 'Tādas vērtības nav. Pārbaudiet datumus un skaitļus vaicājumā.',
    en: 'There is no such value. Check the dates and numbers of the query.',
  },
  'odata-alias-unknown': {
    status: 400,
    when: 'When a condition names a parameter alias that the query does not give.',
    lv: 'Vaicājumā nav šī parametra vērtības. Pievienojiet to kā @nosaukums=vērtība.',
    en: 'The query does not give this parameter. Add it as @name=value.',
  },
  'odata-not-supported': {
    status: 501,
    when: 'When a query asks for a part of OData that is not offered here; `what` names it.',
    lv: 'Šī OData iespēja netiek piedāvāta. Vaicājiet bez tās.',
    en: 'This part of OData is not offered. Ask without it.',
  },
  'odata-pattern-unsafe': {
    status: 400,
    when: 'When a pattern of matchesPattern has groups, alternatives or too many repetitions.',
    lv: 'Šāds šablons var būt pārāk lēns. Lietojiet zīmes, zīmju kopas un to skaitu, bez grupām.',
    en: 'Such a pattern could be too slow. Use characters, sets of them and how often, no groups.',
  },
} as const satisfies ErrorCatalogue;
