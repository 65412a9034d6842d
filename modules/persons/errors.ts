import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** What this module refuses. No sentence and no detail repeats a personal code. */
export const personErrors: ErrorCatalogue = {
  'personal-code-malformed': {
    status: 400,
    when: 'When a personal code does not have eleven digits, with or without the hyphen.',
    lv: 'Personas kods nav pareizs. Ierakstiet vienpadsmit ciparus, piemēram, DDMMGG-XXXXX.',
    en: 'This is not a personal code. Write its eleven digits, for example DDMMYY-XXXXX.',
  },
  'personal-code-date': {
    status: 400,
    when: 'When the date or the century in a personal code of the older form does not exist.',
    lv: 'Personas koda sākumā nav īsta datuma. Pārbaudiet pirmos sešus ciparus.',
    en: 'The personal code does not begin with a real date. Check its first six digits.',
  },
  'personal-code-check-digit': {
    status: 400,
    when: 'When the last digit of a personal code does not agree with the others.',
    lv: 'Personas kodā ir kļūda. Salīdziniet ciparus ar dokumentu un ierakstiet vēlreiz.',
    en: 'There is a mistake in the personal code. Compare it with the document and write it again.',
  },
  'person-unknown': {
    status: 404,
    when: 'When no such person is known here.',
    lv: 'Šāda persona nav atrasta. Pārbaudiet ievadīto un mēģiniet vēlreiz.',
    en: 'No such person was found. Check what you entered and try again.',
  },
  'organisation-unknown': {
    status: 404,
    when: 'When no organisation has this code.',
    lv: 'Šāda organizācija nav atrasta. Pārbaudiet organizācijas kodu.',
    en: 'No such organisation was found. Check its code.',
  },
  'fact-kind-unknown': {
    status: 400,
    when: 'When a register states a kind of fact that is not its own or does not exist.',
    lv: 'Reģistrs nevar paziņot šāda veida faktu. Izvēlieties kādu no faktu saraksta.',
    en: 'The register cannot state a fact of this kind. Choose one of its own kinds.',
  },
  'fact-value-mismatch': {
    status: 400,
    when: 'When the value of a fact is not of the type of its kind.',
    lv: 'Fakta vērtība neatbilst fakta veidam. Pārbaudiet, kāda vērtība tam vajadzīga.',
    en: 'The value does not fit this kind of fact. Check which value the kind takes.',
  },
};
