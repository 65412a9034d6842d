import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';
import { TEXT_ERRORS } from '../../../platform/text/text-errors.ts';

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
    when: 'When a virtual data set states what is for kept records alone: a lookup, a record version, a validity, a retention, what snapshots usually do, or that parents are not told.',
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
