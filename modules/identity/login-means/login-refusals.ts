import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

/** Why a log-in came to nothing, and what the person can do. */
export const LOGIN_REFUSALS = {
  cancelled: {
    lv: 'Pieteikšanās ir atcelta. Mēģiniet vēlreiz vai izvēlieties citu līdzekli.',
    en: 'The login was cancelled. Try again, or choose another means.',
  },
  'timed-out': {
    lv: 'Apstiprinājums netika saņemts laikā. Mēģiniet vēlreiz.',
    en: 'No confirmation came in time. Try again.',
  },
  'wrong-code': {
    lv: 'Tālrunī izvēlēts nepareizs kods. Ja pieteikšanos nesākāt jūs, neapstipriniet neko. Citādi mēģiniet vēlreiz.',
    en: 'The wrong code was chosen on the telephone. If you did not begin this, confirm nothing. Otherwise try again.',
  },
  'not-usable': {
    lv: 'Šo līdzekli pašlaik lietot nevar. Sazinieties ar tā izsniedzēju vai izvēlieties citu.',
    en: 'This means cannot be used at present. Contact its issuer, or choose another.',
  },
  'not-proven': {
    lv: 'Atbildi nevarēja pārbaudīt, tāpēc tā nav pieņemta. Sāciet vēlreiz.',
    en: 'The answer could not be verified and was not accepted. Begin again.',
  },
  'person-unknown': {
    lv: 'Šādas personas reģistrā nav. Pārbaudiet ievadīto vai izvēlieties citu līdzekli.',
    en: 'There is no such person in the register. Check what you entered, or choose another means.',
  },
  'not-official': {
    lv: 'Jums pašlaik nav amatpersonas lomas šajā iestādē. Lūdziet to iestādes administratoram.',
    en: 'You have no role as an official of this institution at present. Ask its administrator for one.',
  },
  'too-weak': {
    lv: 'Ar šo līdzekli šeit pieteikties nevar. Izvēlieties citu.',
    en: 'This means is not enough here. Choose another.',
  },
  'no-factor': {
    lv: 'Ar šo līdzekli šeit vajag arī otru faktoru, un jums tāda nav. Izvēlieties stiprāku līdzekli vai lūdziet kodu klientu apkalpošanas centrā.',
    en: 'With this means a second factor is needed here, and you have none. Choose a stronger means, or ask for a code at a service centre.',
  },
  'too-often': {
    lv: 'Pārāk daudz neveiksmīgu mēģinājumu. Uzgaidiet minūti un mēģiniet vēlreiz.',
    en: 'Too many attempts have failed. Wait a minute and try again.',
  },
  unreachable: {
    lv: 'Līdzekļa izsniedzējs pašlaik neatbild. Mēģiniet vēlreiz pēc brīža vai izvēlieties citu.',
    en: 'The issuer of the means does not answer. Try again in a moment, or choose another.',
  },
  'no-card': {
    lv: 'Karte netika parādīta. Ielieciet eID karti lasītājā, aizveriet pārlūku, atveriet to un mēģiniet vēlreiz.',
    en: 'No card was shown. Put the eID card into the reader, close the browser, open it and try again.',
  },
  'card-not-trusted': {
    lv: 'Šo karti izdevis cits izdevējs. Izmantojiet Latvijas eID karti vai izvēlieties citu līdzekli.',
    en: 'This card is of another issuer. Use a Latvian eID card, or choose another means.',
  },
  'card-out-of-time': {
    lv: 'Kartes sertifikāts vairs nav vai vēl nav derīgs. Atjaunojiet karti vai izvēlieties citu līdzekli.',
    en: 'The certificate of the card is no longer, or not yet, valid. Renew the card, or choose another means.',
  },
  'card-not-for-signing-on': {
    lv: 'Šis sertifikāts nav domāts, lai pieteiktos. Izvēlieties kartes autentifikācijas sertifikātu, nevis parakstīšanas.',
    en: 'This certificate is not for signing on. Choose the card’s certificate for authentication, not for signing.',
  },
  'card-revoked': {
    lv: 'Kartes sertifikāts ir atsaukts. Sazinieties ar Pilsonības un migrācijas lietu pārvaldi vai izvēlieties citu līdzekli.',
    en: 'The certificate of the card was revoked. Contact the Office of Citizenship and Migration Affairs, or choose another means.',
  },
  'card-not-checkable': {
    lv: 'Pašlaik nevar pārbaudīt, vai karte ir derīga. Mēģiniet vēlreiz pēc brīža vai izvēlieties citu līdzekli.',
    en: 'It cannot be checked now whether the card is valid. Try again in a moment, or choose another means.',
  },
} as const satisfies Record<string, LocalizedText>;

export type LoginRefusal = keyof typeof LOGIN_REFUSALS;
