import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** Codes with which providers, their systems, keys and terminals are refused. */
export const providerErrors = {
  'access-key-unknown': {
    status: 401,
    when: 'When the access key is malformed, does not exist, or its secret is wrong.',
    lv: 'Piekļuves atslēga nav derīga. Pārbaudiet, vai tā nokopēta pilnībā, vai lūdziet jaunu.',
    en: 'The access key is not valid. Check that all of it was copied, or ask for a new one.',
  },
  'access-key-expired': {
    status: 401,
    when: 'When the secret is right, but the time of the access key is over.',
    lv: 'Piekļuves atslēgas termiņš ir beidzies. Iestatiet sistēmā jauno atslēgu.',
    en: 'The access key has expired. Set the new key in your system.',
  },
  'access-key-revoked': {
    status: 401,
    when: 'When the secret is right, but the access key was revoked.',
    lv: 'Piekļuves atslēga ir atsaukta. Iestatiet sistēmā jauno atslēgu.',
    en: 'The access key was revoked. Set the new key in your system.',
  },
  'ids-suspended': {
    status: 403,
    when: 'When the IDS whose access key it is was suspended.',
    lv: 'Sistēmas darbība ir apturēta. Sazinieties ar Koplietas uzturētāju.',
    en: 'This system is suspended. Contact the operator of Koplieta.',
  },
  'ids-unknown': {
    status: 404,
    when: 'When there is no IDS with such a code or id.',
    lv: 'Tādas identifikācijas un darījumu sistēmas nav. Pārbaudiet tās kodu.',
    en: 'There is no such identification and transaction system. Check its code.',
  },
  'terminal-unknown': {
    status: 404,
    when: 'When the IDS has no such terminal in use; also when another provider has one.',
    lv: 'Tāda termināļa jūsu sistēmai nav. Pārbaudiet termināļa kodu.',
    en: 'Your system has no such terminal. Check the code of the terminal.',
  },
  'item-unknown': {
    status: 404,
    when: "When the provider's catalogue has no such item in use; also when another's has one.",
    lv: 'Tādas preces vai pakalpojuma jūsu katalogā nav. Pārbaudiet kodu vai papildiniet katalogu.',
    en: 'Your catalogue has no such item. Check its code, or add it to the catalogue.',
  },
  'relief-not-published': {
    status: 409,
    when: 'When an agreement names a relief that was never published.',
    lv: 'Līgumā minētais atvieglojums nav publicēts. Vispirms publicējiet tā norādījumu.',
    en: 'The agreement names a relief that is not published. Publish its instruction first.',
  },
  'agreement-period-wrong': {
    status: 400,
    when: 'When an agreement does not end after the day on which it begins.',
    lv: 'Līguma beigu dienai jābūt pēc sākuma dienas. Labojiet līguma termiņu.',
    en: 'An agreement ends after the day on which it begins. Correct its period.',
  },
} as const satisfies ErrorCatalogue;
