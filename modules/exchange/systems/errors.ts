import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What is refused about information systems and their access keys. */
export const SYSTEM_ERRORS = {
  'system-key-unknown': {
    status: 401,
    when: 'When the access key of an information system is malformed, none of ours, or its secret is wrong.',
    lv: 'Informācijas sistēmas piekļuves atslēga nav derīga. Pārbaudiet, vai tā nokopēta pilnībā.',
    en: 'The access key of the information system is not valid. Check that all of it was copied.',
  },
  'system-key-expired': {
    status: 401,
    when: 'When the secret is right, but the time of the information system’s access key is over.',
    lv: 'Informācijas sistēmas piekļuves atslēgas termiņš ir beidzies. Iestatiet jauno atslēgu.',
    en: 'The access key of the information system has expired. Set the new key.',
  },
  'system-key-revoked': {
    status: 401,
    when: 'When the secret is right, but the information system’s access key was revoked.',
    lv: 'Informācijas sistēmas piekļuves atslēga ir atsaukta. Iestatiet jauno atslēgu.',
    en: 'The access key of the information system was revoked. Set the new key.',
  },
  'information-system-unknown': {
    status: 404,
    when: 'When there is no information system with this code.',
    lv: 'Tādas informācijas sistēmas nav. Pārbaudiet tās kodu.',
    en: 'There is no such information system. Check its code.',
  },
  'information-system-of-another': {
    status: 409,
    when: 'When another institution has an information system with this code.',
    lv: 'Šis kods jau ir citas iestādes informācijas sistēmai. Izvēlieties citu kodu.',
    en: 'Another institution’s information system has this code. Choose another one.',
  },
  'institution-unknown': {
    status: 404,
    when: 'When no organisation has the code of the institution that is named.',
    lv: 'Tādas iestādes nav. Iestāžu kodus operatoram parāda "koplieta organisations".',
    en: 'There is no such institution. "koplieta organisations" shows the operator the codes that there are.',
  },
} as const satisfies ErrorCatalogue;
