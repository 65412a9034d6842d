import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** Codes with which entitlements and recipient groups are refused. */
export const entitlementErrors = {
  'group-unknown': {
    status: 404,
    when: 'When there is no recipient group with such a code.',
    lv: 'Tādas atvieglojuma saņēmēju grupas nav. Pārbaudiet grupas kodu.',
    en: 'There is no such group of recipients. Check the code of the group.',
  },
  'not-a-member': {
    status: 409,
    when: 'When a person who is no member is to leave a group.',
    lv: 'Persona šajā grupā nav. Izvēlieties grupu, kurā persona ir.',
    en: 'The person is not in this group. Choose a group that the person is in.',
  },
  'preview-running': {
    status: 429,
    when: 'When the server is working out the preview of another draft.',
    lv: 'Pašlaik tiek gatavots cits priekšskatījums. Pēc minūtes mēģiniet vēlreiz.',
    en: 'Another preview is being worked out. Try again in a minute.',
  },
} as const satisfies ErrorCatalogue;
