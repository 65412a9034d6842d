import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';
import { FILE_ERRORS } from '../../platform/files/file-errors.ts';
import { TEXT_ERRORS } from '../../platform/text/text-errors.ts';
import { FOLLOWING_ERRORS } from './following-errors.ts';
import { INTAKE_ERRORS } from './intake-errors.ts';
import { ODATA_ERRORS } from './odata-errors.ts';
import { PERMISSION_ERRORS } from './permissions/permission-errors.ts';
import { VIRTUAL_ERRORS } from './virtual/errors.ts';

/** What can be wrong with the text of a data set. A problem adds where, and what was found. */
export const DATA_SET_TEXT_ERRORS = {
  ...TEXT_ERRORS,
  'field-name-twice': {
    status: 422,
    when: 'When two fields of one level have the same name.',
    lv: 'Šāds lauks jau ir. Dodiet katram laukam savu nosaukumu.',
    en: 'There is such a field already. Give each field a name of its own.',
  },
  'named-field-unknown': {
    status: 422,
    when: 'When the key, the lookup, the record version or the validity names no field.',
    lv: 'Tāda lauka datu kopai nav. Izlabojiet nosaukumu vai pievienojiet lauku.',
    en: 'The data set has no such field. Correct the name or add the field.',
  },
  'named-field-unfit': {
    status: 422,
    when: 'When a field that is named has a type that does not serve: a nested list in a key.',
    lv: 'Šis lauks te neder. Izvēlieties lauku ar derīgu tipu.',
    en: 'This field does not serve here. Choose one of a type that fits.',
  },
  'named-field-personal': {
    status: 422,
    when: 'When the record version or the validity is a personal field: records are ordered by it.',
    lv: 'Pēc šī lauka kārto ierakstus, tāpēc tas nedrīkst būt personas dati. Izvēlieties citu lauku.',
    en: 'Records are ordered by this field, so it may not be personal. Choose another one.',
  },
  'lookup-not-leading': {
    status: 422,
    when: 'When the lookup is not a part of the key, from its first field on.',
    lv: 'Meklēt var pēc atslēgas pirmajiem laukiem. Rakstiet tos tādā pašā secībā kā atslēgā.',
    en: 'What is looked up are the first fields of the key. Write them in the same order as there.',
  },
  'source-name-twice': {
    status: 422,
    when: 'When two sources of a virtual data set have the same name.',
    lv: 'Šāds avots jau ir. Dodiet katram avotam savu nosaukumu.',
    en: 'There is such a source already. Give each source a name of its own.',
  },
  'source-lacks-field': {
    status: 422,
    when: 'When a source does not say where a field of the key, or a required one, comes from.',
    lv: 'Avotā nav norādīts, no kurienes nāk šis lauks. Pievienojiet to avota laukiem.',
    en: 'The source does not say where this field comes from. Add it to the fields of the source.',
  },
  'virtual-keeps-nothing': {
    status: 422,
    when: 'When a virtual data set names a lookup, a record version, a validity or a retention.',
    lv: 'Virtuāla datu kopa neko neglabā, tāpēc te tas neder. Izņemiet šo rindu.',
    en: 'A virtual data set keeps nothing, so this does not serve. Remove the line.',
  },
  'field-not-indexable': {
    status: 422,
    when: 'When an index is asked for on a personal field, or on one of a nested list.',
    lv: 'Indeksēt var tikai atvērtus pirmā līmeņa laukus. Izņemiet indexed no šī lauka.',
    en: 'Only open fields of the first level are indexed. Remove indexed from this one.',
  },
  'lists-too-deep': {
    status: 422,
    when: 'When lists are nested deeper than three levels.',
    lv: 'Saraksti ir pārāk dziļi viens otrā. Atļauti trīs līmeņi; sadaliet datu kopu vairākās.',
    en: 'Lists are nested too deep. Three levels are allowed; split the data set.',
  },
} as const satisfies ErrorCatalogue;

export type DataSetTextCode = keyof typeof DATA_SET_TEXT_ERRORS;

/** Every refusal of this module. */
export const exchangeErrors = {
  ...DATA_SET_TEXT_ERRORS,
  'system-key-unknown': {
    status: 401,
    when: 'When the access key of an information system is malformed, none of ours, or its secret is wrong.',
    lv: 'Informācijas sistēmas piekļuves atslēga nav derīga. Pārbaudiet, vai tā nokopēta pilnībā.',
    en: 'The access key of the information system is not valid. Check that all of it was copied.',
  },
  'system-key-expired': {
    status: 401,
    when: 'When the secret is right, but the time of the information system’s access key is over.',
    lv: 'Informācijas sistēmas piekļuves atslēgas termiņš ir beidzies. Iestatiet jauno atslēgu.',
    en: 'The access key of the information system has expired. Set the new key.',
  },
  'system-key-revoked': {
    status: 401,
    when: 'When the secret is right, but the information system’s access key was revoked.',
    lv: 'Informācijas sistēmas piekļuves atslēga ir atsaukta. Iestatiet jauno atslēgu.',
    en: 'The access key of the information system was revoked. Set the new key.',
  },
  'information-system-unknown': {
    status: 404,
    when: 'When there is no information system with this code.',
    lv: 'Tādas informācijas sistēmas nav. Pārbaudiet tās kodu.',
    en: 'There is no such information system. Check its code.',
  },
  'information-system-of-another': {
    status: 409,
    when: 'When another institution has an information system with this code.',
    lv: 'Šis kods jau ir citas iestādes informācijas sistēmai. Izvēlieties citu kodu.',
    en: 'Another institution’s information system has this code. Choose another one.',
  },
  'institution-unknown': {
    status: 404,
    when: 'When no organisation has the code of the institution that is named.',
    lv: 'Tādas iestādes nav. Iestāžu kodus operatoram parāda "koplieta organisations".',
    en: 'There is no such institution. "koplieta organisations" shows the operator the codes that there are.',
  },
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
  ...FILE_ERRORS,
  'erasure-names-person': {
    status: 422,
    when: 'When the legal basis of an erasure holds a personal code: it is kept, and may name nobody.',
    lv: 'Pamatojums paliek auditā, tāpēc personas kodu tajā nerakstiet. Norādiet lēmumu vai normu.',
    en: 'The legal basis stays in the audit, so write no personal code in it. State the decision.',
  },
  ...VIRTUAL_ERRORS,
  ...INTAKE_ERRORS,
  ...ODATA_ERRORS,
  ...FOLLOWING_ERRORS,
  ...PERMISSION_ERRORS,
} as const satisfies ErrorCatalogue;
