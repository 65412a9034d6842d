import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What is refused about topics and their messages. */
export const MESSAGE_ERRORS = {
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
} as const satisfies ErrorCatalogue;
