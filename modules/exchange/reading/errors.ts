import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What is refused to those who read records and changes. */
export const READING_ERRORS = {
  'changes-not-kept': {
    status: 410,
    when: 'When changes are asked for that the log no longer has: those up to `keptAfter`; `records` tells where all records are taken from.',
    lv: 'Tik vecas izmaiņas vairs neglabājam. Paņemiet visus ierakstus un turpiniet no to pozīcijas.',
    en: 'Changes so old are no longer kept. Take all records, and go on from their position.',
  },
  'position-not-reached': {
    status: 410,
    when: 'When changes are asked for after a position that the log has not: it counts anew since a trial was published.',
    lv: 'Tādas pozīcijas šajā datu kopā nav. Paņemiet visus ierakstus un turpiniet no to pozīcijas.',
    en: 'The data set has no such position. Take all records, and go on from their position.',
  },
  'record-keys-wrong': {
    status: 422,
    when: 'When keys that are asked for are neither whole keys nor lookups of the data set; `problems` lists how.',
    lv: 'Atslēgas nav pareizas. Norādiet visus datu kopas atslēgas laukus.',
    en: 'The keys are not right. State all fields of the key of the data set.',
  },
  'lookup-too-wide': {
    status: 422,
    when: 'When more than 10,000 records are found by the keys of one request.',
    lv: 'Atrasto ierakstu ir pārāk daudz. Jautājiet pēc mazāk atslēgām.',
    en: 'Too many records are found. Ask for fewer keys at once.',
  },
  'personal-field-in-address': {
    status: 400,
    when: 'When a personal field would stand in an address, which others write into their logs.',
    lv: 'Personas datus adresē nedrīkst rakstīt. Jautājiet ar POST …/by-key, laukus liekot saturā.',
    en: 'Personal fields may not stand in an address. Ask with POST …/by-key, the fields in the body.',
  },
  'record-unknown': {
    status: 404,
    when: 'When no record of the data set has the key.',
    lv: 'Ieraksta ar šādu atslēgu nav. Pārbaudiet atslēgu.',
    en: 'There is no record with this key. Check the key.',
  },
} as const satisfies ErrorCatalogue;
