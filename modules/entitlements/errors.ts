import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** Codes with which entitlements and recipient groups are refused. */
export const entitlementErrors = {
  'grant-gives-nothing': {
    status: 409,
    when: 'When nothing would come of a grant: the person has the relief already, it is not in force then, or another grantor gives it to this person.',
    lv: 'No šī piešķīruma nekas nemainītos: personai atvieglojums jau ir, tas šajā laikā nav spēkā vai to šai personai dod cits devējs. Pārbaudiet periodu un atvieglojumu.',
    en: 'Nothing would come of this grant: the person has the relief already, it is not in force then, or another grantor gives it to this person. Check the period and the relief.',
  },
  'grant-not-open': {
    status: 409,
    when: 'When a grant was decided already, or is not in force: `status` says which.',
    lv: 'Par šo piešķīrumu jau ir izlemts. Atveriet piešķīrumu sarakstu un apskatiet tā stāvokli.',
    en: 'This grant was decided already. Open the list of grants and look at its status.',
  },
  'grant-of-proposer': {
    status: 403,
    when: 'When an official would confirm what they proposed themselves.',
    lv: 'Savu ierosinājumu apstiprināt nevar. Lūdziet to izdarīt citai amatpersonai.',
    en: 'You cannot confirm what you proposed. Ask another official to do it.',
  },
  'grant-period-wrong': {
    status: 422,
    when: 'When a period ends before it begins, or on a day that is past.',
    lv: 'Periodam jābeidzas pēc tā pirmās dienas, un pagājušas dienas grozīt nevar. Izlabojiet dienas.',
    en: 'The period must end after its first day, and past days cannot be changed. Mend the days.',
  },
  'grant-unknown': {
    status: 404,
    when: 'When there is no such grant, or it is of another grantor.',
    lv: 'Tāda piešķīruma nav. Atveriet piešķīrumu sarakstu un izvēlieties no tā.',
    en: 'There is no such grant. Open the list of grants and choose from it.',
  },
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
