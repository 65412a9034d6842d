import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';
import { TEXT_ERRORS } from '../../platform/text/text-errors.ts';

/** What can be wrong with the text of a mapping. A problem adds where, and what was found. */
export const MAPPING_TEXT_ERRORS = {
  ...TEXT_ERRORS,
  'mapping-data-set-unknown': {
    status: 422,
    when: 'When a mapping names a data set that does not stand beside it, or is not there.',
    lv: 'Tādas datu kopas nav. Pārbaudiet kodu un versiju: kods@versija.',
    en: 'There is no such data set. Check its code and version: code@version.',
  },
  'mapping-subject-wrong': {
    status: 422,
    when: 'When a mapping does not say once whom its records are about, or says of them what they cannot have.',
    lv: 'Norādiet vienu: person, household vai organisation. Organizācijai nav faktu, mājsaimniecībai – tikai fakti.',
    en: 'Name one: person, household or organisation. An organisation has no facts, a household facts alone.',
  },
  'mapping-field-unknown': {
    status: 422,
    when: 'When a mapping names a field that neither the list nor the record has.',
    lv: 'Tāda lauka datu kopai šajā vietā nav. Izlabojiet nosaukumu.',
    en: 'The data set has no such field at this place. Correct the name.',
  },
  'mapping-field-unfit': {
    status: 422,
    when: 'When a field that a mapping names has a type that does not serve there.',
    lv: 'Šī lauka tips te neder. Izvēlieties citu lauku.',
    en: 'The type of this field does not serve here. Choose another field.',
  },
  'mapping-key-unfit': {
    status: 422,
    when: 'When the key of the data set is not the one field that says whom a record is about.',
    lv: 'Katram jābūt vienam ierakstam: datu kopas atslēga ir tikai šis lauks. Pārējo rakstiet sarakstos.',
    en: 'Each has one record: the key of the data set is this field alone. Put what is many into lists.',
  },
  'mapping-kind-unknown': {
    status: 422,
    when: 'When a mapping states a kind of fact that its register does not state.',
    lv: 'Šis reģistrs tāda veida faktus nesniedz. Izlabojiet veidu vai pievienojiet to vārdnīcai.',
    en: 'This register states no such kind of fact. Correct it, or add it to the vocabulary.',
  },
  'mapping-code-unknown': {
    status: 422,
    when: 'When a mapping writes a code that the classifier of the kind does not have.',
    lv: 'Klasifikatorā tāda koda nav. Izlabojiet kodu.',
    en: 'The classifier has no such code. Correct it.',
  },
  'mapping-value-unfit': {
    status: 422,
    when: 'When a value is of another type than the kind of fact.',
    lv: 'Vērtības tips neder šim faktu veidam.',
    en: 'The type of the value does not fit this kind of fact.',
  },
  'mapping-end-twice': {
    status: 422,
    when: 'When a rule has both `until` and `through`, or a relation not exactly one of `of` and `by`.',
    lv: 'Norādiet vienu no abiem.',
    en: 'Name one of the two.',
  },
  'mapping-otherwise-unfit': {
    status: 422,
    when: 'When `otherwise` stands at a rule that does not state one kind with one value, row by row.',
    lv: 'Rakstiet “otherwise” tikai kopā ar “each” un vienu faktu veidu, kuram vienmēr ir tā pati vērtība.',
    en: 'Write `otherwise` with `each` and one kind that always has the same value.',
  },
} as const satisfies ErrorCatalogue;

export type MappingTextCode = keyof typeof MAPPING_TEXT_ERRORS;

/** Every refusal of this module. */
export const registerErrors = {
  ...MAPPING_TEXT_ERRORS,
  'mapping-text-invalid': {
    status: 422,
    when: 'When the text of a mapping has problems; `problems` lists them all with their places.',
    lv: 'Kartējuma tekstā ir kļūdas. Izlabojiet tās norādītajās vietās.',
    en: 'The text of the mapping has problems. Correct them at the places given.',
  },
  'mapping-version-held': {
    status: 409,
    when: 'When a mapping says something else than before under a version that was in force, or is older.',
    lv: 'Ar šo kartējuma versiju jau bija cits saturs vai spēkā ir jaunāka. Palieliniet versiju.',
    en: 'This version of the mapping had other content, or a newer one is in force. Raise the version.',
  },
  'mapping-stated-twice': {
    status: 409,
    when: 'When another register already states the same relations, households or persons: `stated`, `register`.',
    lv: 'To jau sniedz cits reģistrs, un viens dzēstu otra sniegto. Izņemiet to no viena no kartējumiem.',
    en: 'Another register states this already, and each would undo what the other states. Take it out of one of the mappings.',
  },
  'examples-too-many': {
    status: 422,
    when: 'When the examples or records that a mapping is tried on have more rows than are tried together: `stated` values, `most` at most.',
    lv: 'Izmēģināmajos ierakstos ir pārāk daudz rindu. Izmēģiniet mazāk ierakstu vai īsākus sarakstus.',
    en: 'What is tried has too many rows. Try fewer records, or shorter lists.',
  },
  'absent-not-asked': {
    status: 409,
    when: 'When a register does not wait for a confirmation that what it said of those whom it names no more ends.',
    lv: 'Šis reģistrs apstiprinājumu negaida. Apskatiet tā stāvokli reģistru sarakstā.',
    en: 'This register does not wait for a confirmation. Look at its state in the list of registers.',
  },
  'absent-changed': {
    status: 409,
    when: 'When others than so many wait for the confirmation that what a register said of them ends; `absent` says how many.',
    lv: 'Skaits kopš tā laika ir mainījies. Apskatiet reģistru vēlreiz un, ja viss ir pareizi, apstipriniet jauno skaitu.',
    en: 'The number has changed since. Look at the register again and, if all is right, confirm the new number.',
  },
  'register-unknown': {
    status: 404,
    when: 'When no register of this code is followed.',
    lv: 'Tādam reģistram neseko. Pārbaudiet kodu reģistru sarakstā.',
    en: 'No such register is followed. Check its code in the list of registers.',
  },
} as const satisfies ErrorCatalogue;
