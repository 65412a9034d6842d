import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** Codes with which means of identification are refused. */
export const meansErrors = {
  'means-unknown': {
    status: 404,
    when: 'When the asking person has no such means, whether or not somebody else has.',
    lv: 'Tāda identifikācijas līdzekļa jums nav. Atveriet savu līdzekļu sarakstu no jauna.',
    en: 'You have no such means of identification. Open the list of your means again.',
  },
  'means-lost': {
    status: 409,
    when: 'When a means that was reported lost is to be blocked or unblocked.',
    lv: 'Šis līdzeklis ir pieteikts kā nozaudēts un vairs nav lietojams. Lūdziet izsniedzējam jaunu.',
    en: 'This means was reported lost and cannot be used again. Ask its issuer for a new one.',
  },
  'means-expired': {
    status: 409,
    when: 'When a means whose validity is over is to be blocked or unblocked.',
    lv: 'Šī līdzekļa derīgums ir beidzies. Lūdziet izsniedzējam jaunu.',
    en: 'This means is no longer valid. Ask its issuer for a new one.',
  },
  'means-held-by-another': {
    status: 409,
    when: 'When a value is to be registered that is already registered for another person.',
    lv: 'Šāds līdzeklis jau ir reģistrēts citai personai. Pārbaudiet numuru un personu.',
    en: 'This means is already registered for another person. Check its number and the person.',
  },
  'means-kind-unknown': {
    status: 400,
    when: 'When a kind is no concept of the scheme means-kinds, or is one that nobody registers.',
    lv: 'Šāda veida līdzekļus nereģistrē. Izvēlieties veidu no identifikācijas līdzekļu klasifikatora.',
    en: 'No means of this kind can be registered. Choose a kind from the classifier of means.',
  },
  'means-value-wrong': {
    status: 400,
    when: 'When a value is not 6 to 128 letters, digits or the signs . : _ / + = @.',
    lv: 'Līdzekļa numurā jābūt 6 līdz 128 burtiem vai cipariem. Pārbaudiet to un ievadiet vēlreiz.',
    en: 'The value of a means has 6 to 128 letters or digits. Check it and enter it again.',
  },
  'bank-card-number-refused': {
    status: 400,
    when: 'When a value has the form of the number of a payment card.',
    lv: 'Bankas kartes numuru nepieņemam. Reģistrējiet karti ar maksājumu apstrādātāja piešķirto norādi.',
    en: 'Numbers of bank cards are not taken. Register the card by the reference of its acquirer.',
  },
} as const satisfies ErrorCatalogue;
