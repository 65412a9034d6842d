import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What is refused to those who follow changes by a mailbox. */
export const MAILBOX_ERRORS = {
  'mailbox-unknown': {
    status: 404,
    when: 'When the information system that asks has no mailbox with this id.',
    lv: 'Tādas datu pastkastes nav. Pārbaudiet tās identifikatoru savu pastkastu sarakstā.',
    en: 'There is no such mailbox. Check its id in the list of your mailboxes.',
  },
  'mailboxes-too-many': {
    status: 409,
    when: 'When an information system would have more mailboxes than it may: `mailboxesMax`.',
    lv: 'Datu pastkastu ir pārāk daudz. Slēdziet tās, ko vairs nelasa.',
    en: 'There are too many mailboxes. Close those that nobody reads any more.',
  },
  'mailbox-filter-wrong': {
    status: 422,
    when: 'When a filter names what is no readable, open field of the first level, or a value that the field cannot have; `fields` lists it.',
    lv: 'Pēc šiem laukiem atlasīt nevar. Izvēlieties lasāmus laukus, kas nav personas dati, un vērtības, kādas tiem var būt.',
    en: 'These fields cannot be filtered by. Choose readable ones that are not personal, and values that they can have.',
  },
  'mailbox-position-wrong': {
    status: 409,
    when: 'When more is acknowledged than was handed out (`newest`), or a mailbox would go back to where nothing is kept (`oldest`), or ahead.',
    lv: 'Uz šo pozīciju pāriet nevar. Izvēlieties pozīciju norādītajās robežās.',
    en: 'The mailbox cannot stand at this position. Choose one within the bounds named.',
  },
  'mailbox-behind': {
    status: 410,
    when: 'When the next change of a mailbox is no longer kept. `restart`, then `records`, tell how to come to the present.',
    lv: 'Nākamās izmaiņas vairs neglabājam. Sāciet pastkasti no jauna (restart) un paņemiet visus ierakstus (records).',
    en: 'The next changes are no longer kept. Restart the mailbox (restart) and take all records (records).',
  },
} as const satisfies ErrorCatalogue;
