import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** What is refused to those who follow changes and messages. */
export const FOLLOWING_ERRORS = {
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
  'topic-unknown': {
    status: 404,
    when: 'When there is no topic with this code that the information system may subscribe to.',
    lv: 'Tādas ziņojumu tēmas nav. Pārbaudiet tās kodu tēmu sarakstā.',
    en: 'There is no such topic. Check its code in the list of topics.',
  },
  'topic-of-another': {
    status: 409,
    when: 'When another institution has a topic with this code.',
    lv: 'Šis kods jau ir citas iestādes ziņojumu tēmai. Izvēlieties citu kodu.',
    en: 'Another institution’s topic has this code. Choose another one.',
  },
  'message-schema-wrong': {
    status: 422,
    when: 'When the schema of a topic is none that messages can be checked with; `problems` lists where.',
    lv: 'Ziņojumu shēma nav derīga. Izlabojiet norādītās vietas: šabloni, atsauces un alternatīvas nav atļauti.',
    en: 'The schema of the messages cannot be used. Mend the places named: patterns, references and alternatives are not allowed.',
  },
  'message-wrong': {
    status: 422,
    when: 'When a message is not as the schema of its topic says; `problems` lists the places. None is sent.',
    lv: 'Ziņojums neatbilst tēmas shēmai. Izlabojiet norādītās vietas un sūtiet visus vēlreiz.',
    en: 'A message is not as its topic describes. Mend the places named, and send all messages again.',
  },
  'message-key-reused': {
    status: 409,
    when: 'When another message was sent before under the same key.',
    lv: 'Ar šo atslēgu jau nosūtīts cits ziņojums. Katram ziņojumam dodiet savu atslēgu.',
    en: 'Another message was sent under this key. Give each message a key of its own.',
  },
  'webhook-unknown': {
    status: 404,
    when: 'When the mailbox has no webhook.',
    lv: 'Šai datu pastkastei nav tīmekļa aizķeres. Vispirms norādiet tās adresi.',
    en: 'This mailbox has no webhook. State its address first.',
  },
  'webhook-url-wrong': {
    status: 422,
    when: 'When an address is not `https:`, has credentials in it, or names a machine that is not out in the open.',
    lv: 'Uz šo adresi sūtīt nedrīkst. Norādiet publiski pieejamu https adresi bez piekļuves datiem.',
    en: 'Nothing may be sent to this address. State a public https address without credentials.',
  },
  'dead-letter-unknown': {
    status: 404,
    when: 'When the mailbox has no dead letter with this id.',
    lv: 'Tāda nepiegādāta sūtījuma nav. Pārbaudiet identifikatoru sarakstā.',
    en: 'There is no such dead letter. Check its id in the list.',
  },
} as const satisfies ErrorCatalogue;
