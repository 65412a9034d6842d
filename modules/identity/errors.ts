import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

export const identityErrors = {
  'session-ended': {
    status: 401,
    when: 'When the session of the cookie has ended, has expired or was never begun.',
    lv: 'Sesija ir beigusies. Piesakieties vēlreiz.',
    en: 'Your session has ended. Sign in again.',
  },
  'cross-site-request': {
    status: 403,
    when: 'When a call that changes something comes with a session from another site.',
    lv: 'Pieprasījums nāca no citas vietnes, tāpēc tas nav izpildīts. Atveriet Koplietu un mēģiniet tur.',
    en: 'The request came from another site and was not carried out. Open Koplieta and try there.',
  },
  'sign-in-subject-unknown': {
    status: 404,
    when: 'When the person or terminal chosen to sign in as does not exist or may not sign in.',
    lv: 'Šādu personu vai termināli izvēlēties nevar. Izvēlieties citu no saraksta.',
    en: 'This person or terminal cannot be chosen. Choose another from the list.',
  },
  'profile-unknown': {
    status: 403,
    when: 'When a person chooses to act for somebody whose parent, guardian or mandate holder they are not.',
    lv: 'Šīs personas vārdā jūs rīkoties nevarat. Izvēlieties citu profilu vai lūdziet pilnvarojumu.',
    en: 'You may not act for this person. Choose another profile, or ask for a mandate.',
  },
  'profile-ended': {
    status: 403,
    when: 'When the mandate of the profile was revoked or is over, or the child has come of age.',
    lv: 'Šīs personas vārdā jūs vairs rīkoties nevarat. Izvēlieties savu profilu.',
    en: 'You may no longer act for this person. Choose your own profile.',
  },
  'mandate-holder-unknown': {
    status: 400,
    when: 'When name and personal code are not of one other person: it is not told which of them is wrong.',
    lv: 'Personas ar šādu vārdu un personas kodu nav. Pārbaudiet abus, kā tie rakstīti dokumentā.',
    en: 'There is no person with this name and personal code. Check both as the document has them.',
  },
  'mandate-period-wrong': {
    status: 400,
    when: 'When a mandate would begin before `today`, or end before it begins.',
    lv: 'Pilnvarojums var sākties šodien vai vēlāk un beigties tikai pēc tam. Labojiet dienas.',
    en: 'A mandate begins today or later, and ends after that. Correct the days.',
  },
  'mandate-unknown': {
    status: 404,
    when: 'When a person neither gave nor holds the mandate, or it is over and cannot be passed on.',
    lv: 'Šāda pilnvarojuma jums nav. Atveriet sarakstu no jauna.',
    en: 'You have no such mandate. Open the list again.',
  },
  'mandate-wider-than-held': {
    status: 403,
    when: 'When a mandate may not be passed on, or would be for more (`acts`) or longer than the held one.',
    lv: 'Tālāk var nodot tikai to un tik ilgi, kā atļauj jūsu pilnvarojums. Samaziniet apjomu vai termiņu.',
    en: 'You can pass on only what your mandate allows, and no longer. Reduce the acts or the period.',
  },
  'audit-period-wrong': {
    status: 400,
    when: 'When the period of a search in the audit ends before it begins.',
    lv: 'Periods beidzas, pirms sācies. Norādiet beigas pēc sākuma.',
    en: 'The period ends before it begins. State an end after its beginning.',
  },
  'audit-period-too-long': {
    status: 400,
    when: 'When a search in the audit spans more than `days` days: one, unless it names a person or an actor.',
    lv: 'Periods ir par garu. Saīsiniet to vai norādiet personu vai darbības veicēju.',
    en: 'The period is too long. Shorten it, or name a person or an actor.',
  },
  'audit-cursor-wrong': {
    status: 400,
    when: 'When `cursor` is not one that a search in the audit gave.',
    lv: 'Lapas norāde nav derīga. Sāciet meklēšanu no pirmās lapas.',
    en: 'The cursor is not valid. Begin the search from its first page.',
  },
  'official-key-unknown': {
    status: 401,
    when: 'When the access key of an official is malformed, does not exist, or its secret is wrong.',
    lv: 'Amatpersonas piekļuves atslēga nav derīga. Pārbaudiet, vai tā nokopēta pilnībā, vai lūdziet jaunu.',
    en: 'The access key of an official is not valid. Check that all of it was copied, or ask for a new one.',
  },
  'official-key-expired': {
    status: 401,
    when: 'When the time of the access key of an official is over, or a newer one took its place.',
    lv: 'Amatpersonas piekļuves atslēgas termiņš ir beidzies. Lūdziet Koplietas uzturētājam jaunu.',
    en: 'The access key of the official has expired. Ask the operator of Koplieta for a new one.',
  },
  'official-ended': {
    status: 403,
    when: 'When the official whose access key it is no longer acts for the organisation.',
    lv: 'Jūsu kā amatpersonas pilnvaras ir beigušās. Sazinieties ar Koplietas uzturētāju.',
    en: 'You no longer act as an official here. Contact the operator of Koplieta.',
  },
  'official-unknown': {
    status: 404,
    when: 'When there is no official with such an id, or they have ended.',
    lv: 'Tādas amatpersonas nav vai tās pilnvaras ir beigušās. Pārbaudiet identifikatoru sarakstā.',
    en: 'There is no such official, or they have ended. Check the id in the list.',
  },
} as const satisfies ErrorCatalogue;
