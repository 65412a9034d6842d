import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What is refused about data sets and their versions. */
export const DATA_SET_ERRORS = {
  'data-set-text-invalid': {
    status: 422,
    when: 'When the text of a data set has problems; `problems` lists them all with their places.',
    lv: 'Datu kopas aprakstā ir kļūdas. Izlabojiet tās norādītajās vietās un sūtiet vēlreiz.',
    en: 'The text of the data set has problems. Correct them at the places given and send it again.',
  },
  'data-set-unknown': {
    status: 404,
    when: 'When there is no data set with this code and version.',
    lv: 'Tādas datu kopas vai tās versijas nav. Pārbaudiet kodu un versiju datu kopu sarakstā.',
    en: 'There is no such data set or version. Check code and version in the list of data sets.',
  },
  'data-set-not-permitted': {
    status: 403,
    when: 'When somebody asks for records of a data set, and names no permission of theirs for it.',
    lv: 'Šīs datu kopas ierakstus lasa ar atļauju. Tās numuru rakstiet galvenē X-Koplieta-Permission; atļauju lūdziet iestādei, kuras dati tie ir.',
    en: 'The records of this data set are read by permission. State its number in the header X-Koplieta-Permission; ask the institution that owns the data for one.',
  },
  'data-set-of-another': {
    status: 409,
    when: 'When another institution has a data set with this code.',
    lv: 'Šis kods jau ir citas iestādes datu kopai. Izvēlieties citu kodu.',
    en: 'Another institution’s data set has this code. Choose another one.',
  },
  'data-set-version-not-next': {
    status: 409,
    when: 'When a text names a version that is neither there nor the next one; `next` tells that one.',
    lv: 'Versijas numurē pēc kārtas. Norādiet esošu vai nākamo versiju.',
    en: 'Versions are numbered one after the other. Name one that exists, or the next.',
  },
  'data-set-change-breaks': {
    status: 409,
    when: 'When a published version would change in a way that breaks senders or readers; `changes` lists how.',
    lv: 'Publicētu versiju tā mainīt nedrīkst. Aprakstiet izmaiņas kā nākamo versiju.',
    en: 'A published version may not change like this. Describe the change as the next version.',
  },
  'indexed-texts-too-long': {
    status: 409,
    when: 'When an index is asked for on a field in which longer texts are held than an index takes.',
    lv: 'Laukā jau ir pārāk gari teksti, lai to indeksētu. Atstājiet to bez indeksa.',
    en: 'The field holds texts too long for an index. Leave it without one.',
  },
  'data-set-incomplete': {
    status: 409,
    when: 'When a data set is proposed whose text lacks what a published one must have; `missing` names it.',
    lv: 'Aprakstā trūkst publicēšanai vajadzīgā. Papildiniet to un piesakiet vēlreiz.',
    en: 'The text lacks what publication needs. Complete it and propose it again.',
  },
  'data-set-state-wrong': {
    status: 409,
    when: 'When a version is not in the state from which it can be proposed or published.',
    lv: 'Šajā stāvoklī to darīt nevar. Izmēģinājumu piesaka, pieteikto publicē.',
    en: 'This cannot be done in its present state. A sandbox is proposed, a proposal is published.',
  },
  'data-set-retired': {
    status: 410,
    when: 'When the announced end of a version has come.',
    lv: 'Šī datu kopas versija vairs nepastāv. Lietojiet jaunāko versiju.',
    en: 'This version of the data set is no more. Use the newest version.',
  },
  'data-set-end-too-soon': {
    status: 409,
    when: 'When the end of a version is announced for a day too near; `soonest` tells the first possible one.',
    lv: 'Lietotājiem jāpaspēj pāriet uz citu versiju. Izvēlieties vēlāku beigu dienu.',
    en: 'Those who use the version need time to change over. Choose a later day.',
  },
} as const satisfies ErrorCatalogue;
