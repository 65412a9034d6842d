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
} as const satisfies ErrorCatalogue;
