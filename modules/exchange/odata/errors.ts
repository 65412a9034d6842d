import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

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
    when: 'When parentheses, paths or lists of a text of OData are nested too deep, or it has too many parts.',
    lv: 'Vaicājumam ir pārāk daudz daļu vai iekavu cita citā. Vienkāršojiet to.',
    en: 'The query has too many parts, or is nested too deep. Make it simpler.',
  },
  'odata-field-unknown': {
    status: 400,
    when: 'When a query names a field that the data set does not have for who asks; `suggestion` is the nearest one.',
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
  'odata-option-unknown': {
    status: 400,
    when: 'When a query has an option that there is not, or has it in the address though the question is in the body.',
    lv: 'Tādas vaicājuma daļas nav. Pārbaudiet tās nosaukumu.',
    en: 'There is no such query option. Check its name.',
  },
  'odata-option-twice': {
    status: 400,
    when: 'When a query has the same option twice.',
    lv: 'Šī vaicājuma daļa dota divreiz. Atstājiet vienu.',
    en: 'This query option is given twice. Leave one of them.',
  },
  'odata-name-taken': {
    status: 400,
    when: 'When $compute gives a value the name of a field.',
    lv: 'Šāds lauks datu kopai jau ir. Nosauciet aprēķināto vērtību citādi.',
    en: 'The data set has a field of this name. Give the computed value another one.',
  },
  'odata-format-unknown': {
    status: 406,
    when: 'When an answer is wanted in a form that it does not come in; `formats` names those.',
    lv: 'Tādā formātā neatbildam. Lūdziet application/json.',
    en: 'The answer does not come in this form. Ask for application/json.',
  },
  'odata-version-unknown': {
    status: 400,
    when: 'When OData-MaxVersion is less than 4.0.',
    lv: 'Atbildam tikai ar OData 4. Lietojiet jaunāku programmu.',
    en: 'Answers are in OData 4. Use a newer program.',
  },
  'odata-token-invalid': {
    status: 400,
    when: 'When a skip or delta token is none of ours, or belongs to another query.',
    lv: 'Šī saite vairs neder. Sāciet vaicājumu no pirmās lappuses.',
    en: 'This link does not fit any more. Begin the query with its first page.',
  },
  'odata-link-over': {
    status: 410,
    when: 'When a next or delta link is from before the text of the data set, or the permission, became another; `records` tells where the first page is.',
    lv: 'Šī saite vairs nav derīga, jo datu kopa vai atļauja ir mainījusies. Sāciet no pirmās lappuses (records).',
    en: 'This link is over, since the data set or the permission has changed. Begin with the first page (records).',
  },
  'odata-too-slow': {
    status: 422,
    when: 'When no index serves the condition or order over a large data set (`cost` by the planner, told to who sees all of it), or the time was over.',
    lv: 'Šim vaicājumam nav indeksa. Meklējiet pēc indeksēta lauka vai pievienojiet X-Koplieta-Allow-Slow: true.',
    en: 'No index serves this query. Ask by an indexed field, or send X-Koplieta-Allow-Slow: true.',
  },
  'odata-personal-unfindable': {
    status: 422,
    when: 'When a condition or order is about encrypted fields, and does not say what the key (or its lookup part) is.',
    lv: 'Šifrētus laukus datubāze neredz. Norādiet atslēgu vai tās pirmos laukus ar eq vai in.',
    en: 'The database cannot see encrypted fields. Say what the key, or its lookup fields, are by eq or in.',
  },
  'odata-too-many-found': {
    status: 422,
    when: 'When more than 10,000 records would have to be decrypted to tell which of them are asked for.',
    lv: 'Atrasts pārāk daudz ierakstu. Norādiet mazāk atslēgu.',
    en: 'Too many records were found. Name fewer keys.',
  },
  'odata-not-computable': {
    status: 422,
    when: 'When a value cannot be computed: a day beyond the calendar, a number too large, or one divided by 0.',
    lv: 'Kādu vērtību nevar aprēķināt. Pārbaudiet darbības ar datumiem un skaitļiem.',
    en: 'A value cannot be computed. Check what is done with days and numbers.',
  },
} as const satisfies ErrorCatalogue;
