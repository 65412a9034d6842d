import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

/** For what officials look at data of a person. Kept by its code in the audit as `why`; people read the words. */
export const PURPOSES = {
  'explain-relief': {
    lv: 'Izskaidrot, kāpēc personai ir vai nav atvieglojuma.',
    en: 'Explaining why a person has a relief, or does not.',
  },
  'decide-grant': {
    lv: 'Lemt par atvieglojuma piešķiršanu.',
    en: 'Deciding whether a relief is granted.',
  },
  'review-uses': {
    lv: 'Pārbaudīt atvieglojuma izmantošanu dienās, kad tas nepienācās.',
    en: 'Reviewing uses of a relief on days on which it was not due.',
  },
  'keep-group': {
    lv: 'Uzturēt atvieglojuma saņēmēju grupu.',
    en: 'Keeping a group of recipients of a relief.',
  },
  'try-mapping': {
    lv: 'Pārbaudīt, ko nozīmē reģistra ieraksti.',
    en: 'Checking what the records of a register mean.',
  },
  'appoint-official': {
    lv: 'Iecelt iestādes ierēdni.',
    en: 'Appointing an official of the institution.',
  },
  'enter-mandate': {
    lv: 'Ievadīt pilnvarojumu, ko persona dod uz papīra.',
    en: 'Entering a mandate that a person gives on paper.',
  },
  'issue-desk-code': {
    lv: 'Klātienē izsniegt kodu, ar ko droši pieteikties.',
    en: 'Giving a code at a desk, to sign on safely.',
  },
  supervise: {
    lv: 'Uzraudzīt, vai ar datiem rīkojas likumīgi.',
    en: 'Supervising that data are used lawfully.',
  },
} as const satisfies Record<string, LocalizedText>;
type Purpose = keyof typeof PURPOSES;

interface Look {
  purpose: Purpose;
  /** The official chose the person; else the person stood on a list that was opened. */
  isChosen: boolean;
  /** What was done, as the person reads it. */
  did: LocalizedText;
}

const GRANT = { purpose: 'decide-grant', isChosen: true } as const;

/** The acts by which officials come to see data of a person. Each has one purpose, which never changes. */
export const LOOKS = {
  'reliefs.look-up': {
    ...{ purpose: 'explain-relief', isChosen: true },
    did: {
      lv: 'Skatīja, vai jums ir kāds atvieglojums un kāpēc',
      en: 'Looked whether you have a relief, and why',
    },
  },
  'entitlements.read-grant': {
    ...{ purpose: 'decide-grant', isChosen: false },
    did: {
      lv: 'Skatīja sarakstu ar piešķiramiem atvieglojumiem, kurā esat jūs',
      en: 'Looked at a list of reliefs to be granted with you on it',
    },
  },
  'entitlements.propose-grant': {
    ...GRANT,
    did: { lv: 'Ierosināja jums piešķirt atvieglojumu', en: 'Proposed to grant you a relief' },
  },
  'entitlements.confirm-grant': {
    ...GRANT,
    did: { lv: 'Apstiprināja jums atvieglojumu', en: 'Confirmed a relief for you' },
  },
  'entitlements.reject-grant': {
    ...GRANT,
    did: { lv: 'Noraidīja jums ierosinātu atvieglojumu', en: 'Turned down a relief for you' },
  },
  'entitlements.withdraw-grant': {
    ...GRANT,
    did: { lv: 'Izbeidza jums piešķirtu atvieglojumu', en: 'Ended a relief that you were granted' },
  },
  'transactions.read-review': {
    ...{ purpose: 'review-uses', isChosen: false },
    did: {
      lv: 'Skatīja pārbaudāmo izmantojumu sarakstu, kurā esat jūs',
      en: 'Looked at a list of uses to be reviewed with you on it',
    },
  },
  'entitlements.settle-review': {
    ...{ purpose: 'review-uses', isChosen: true },
    did: {
      lv: 'Lēma par jūsu izmantota atvieglojuma pārbaudi',
      en: 'Decided on the review of a relief that you used',
    },
  },
  'entitlements.find-member': {
    ...{ purpose: 'keep-group', isChosen: true },
    did: {
      lv: 'Meklēja, vai esat atvieglojuma saņēmēju grupā',
      en: 'Looked whether you are in a group of recipients',
    },
  },
  'registers.try-records': {
    ...{ purpose: 'try-mapping', isChosen: false },
    did: {
      lv: 'Izmēģināja, ko nozīmē reģistra ieraksti, no kuriem kāds ir par jums',
      en: 'Tried what records of a register mean, one of which is about you',
    },
  },
  'identity.add-official': {
    ...{ purpose: 'appoint-official', isChosen: true },
    did: { lv: 'Pievienoja jūs ierēdņiem', en: 'Added you as an official' },
  },
  'identity.enter-mandate': {
    ...{ purpose: 'enter-mandate', isChosen: true },
    did: {
      lv: 'Ievadīja pilnvarojumu, ko devāt uz papīra',
      en: 'Entered a mandate that you gave on paper',
    },
  },
  'identity.issue-desk-code': {
    ...{ purpose: 'issue-desk-code', isChosen: true },
    did: {
      lv: 'Pārbaudīja jūsu dokumentu un izsniedza pieteikšanās kodu',
      en: 'Checked your document and gave you a code to sign on',
    },
  },
  'identity.search-audit': {
    ...{ purpose: 'supervise', isChosen: true },
    did: {
      lv: 'Meklēja auditā, kas darīts ar jūsu datiem',
      en: 'Searched the audit for what was done with your data',
    },
  },
  'identity.read-evidence': {
    ...{ purpose: 'supervise', isChosen: true },
    did: {
      lv: 'Pārbaudīja jūsu apstiprinātas darbības pierādījumu',
      en: 'Checked the evidence of an act that you confirmed',
    },
  },
} as const satisfies Record<string, Look>;
export type LookAct = keyof typeof LOOKS;

export const LOOK_ACTS = Object.keys(LOOKS) as LookAct[];
