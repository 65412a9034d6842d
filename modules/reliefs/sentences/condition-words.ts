import type { UnitOfTime } from '../../../platform/clock/day.ts';
import type { AgeDay, Relation } from '../condition.ts';
import type { Language } from './words.ts';

/** The words of conditions in one language. */
interface Words {
  all: string;
  any: string;
  atLeast(count: number): string;
  not: string;
  definition(name: string): string;
  inForceFrom(day: string): string;
  within(fact: string): string;
  everyOf(codes: string): string;
  elapsed(span: string): string;
  notOlderThan(span: string): string;
  age: Readonly<Record<AgeDay, string>>;
  born: string;
  yes: string;
  no: string;
  group(name: string): string;
  related: Readonly<Record<Relation, string>>;
  /** One and several persons who are counted, with what follows. */
  counted: Readonly<Record<Relation, readonly [string, string]>>;
  /** Those of the household, the person among them. */
  wholeHousehold: readonly [string, string];
  withSelf(counted: string): string;
  meeting: string;
  /** A fact summed over persons; the person first when counted. */
  sum(fact: string, persons: string): string;
  summed: Readonly<Record<Relation, string>>;
  self(persons: string): string;
  perUnit(units: string): string;
  eldest(weight: string): string;
  youngerThan(age: number, weight: string): string;
  others(weight: string): string;
  countedWhere: string;
  held(parts: { atLeast: string; inLast: string }): string;
  /** After a number: as it is, after "at least" of a time, and after "in the last". */
  units: Readonly<Record<UnitOfTime, readonly [string, string]>>;
  unitsLong: Readonly<Record<UnitOfTime, readonly [string, string]>>;
  unitsLess: Readonly<Record<UnitOfTime, readonly [string, string]>>;
  unitsLast: Readonly<Record<UnitOfTime, readonly [string, string]>>;
  /** Bounds of a number. `to` is included, `below` is not. */
  from(value: string): string;
  to(value: string): string;
  below(value: string): string;
  between(from: string, to: string): string;
  onOrAfter(day: string): string;
  onOrBefore(day: string): string;
  before(day: string): string;
  but: string;
}

const LV: Words = {
  all: 'izpildās viss:',
  any: 'izpildās vismaz viens:',
  atLeast: (count) => `izpildās vismaz ${count} no šiem:`,
  not: 'neizpildās:',
  definition: (name) => `atbilst definīcijai “${name}”:`,
  inForceFrom: (day) => `spēkā no ${day}:`,
  within: (fact) => `${fact} ir atvieglojuma devēja teritorijā`,
  everyOf: (codes) => `visi no šiem: ${codes}`,
  elapsed: (span) => `kopš šīs dienas pagājis: ${span}`,
  notOlderThan: (span) => `ziņas nav vecākas par ${span}`,
  age: {
    day: 'vecums',
    'year-start': 'vecums kalendārā gada sākumā',
    'year-end': 'vecums kalendārā gada beigās',
    'school-year-start': 'vecums mācību gada sākumā (1. septembrī)',
    'school-year-end': 'vecums mācību gada beigās (31. augustā)',
  },
  born: 'dzimšanas diena',
  yes: 'jā',
  no: 'nē',
  group: (name) => `dalība grupā “${name}”`,
  related: {
    child: 'ir bērns, kurš atbilst nosacījumam:',
    parent: 'ir vecāks, kurš atbilst nosacījumam:',
    ward: 'ir aizbilstamais, kurš atbilst nosacījumam:',
    guardian: 'ir aizbildnis, kurš atbilst nosacījumam:',
    'cared-for': 'ir aprūpējamā persona, kura atbilst nosacījumam:',
    carer: 'ir aprūpētājs, kurš atbilst nosacījumam:',
    companion: 'ir reģistrēts pavadonis, kurš atbilst nosacījumam:',
    accompanied: 'ir pavadāmā persona, kura atbilst nosacījumam:',
    household: 'mājsaimniecībā ir vēl kāda persona, kura atbilst nosacījumam:',
  },
  counted: {
    child: ['bērns, kurš atbilst', 'bērni, kuri atbilst'],
    parent: ['vecāks, kurš atbilst', 'vecāki, kuri atbilst'],
    ward: ['aizbilstamais, kurš atbilst', 'aizbilstamie, kuri atbilst'],
    guardian: ['aizbildnis, kurš atbilst', 'aizbildņi, kuri atbilst'],
    'cared-for': ['aprūpējamā persona, kura atbilst', 'aprūpējamās personas, kuras atbilst'],
    carer: ['aprūpētājs, kurš atbilst', 'aprūpētāji, kuri atbilst'],
    companion: ['reģistrēts pavadonis, kurš atbilst', 'reģistrēti pavadoņi, kuri atbilst'],
    accompanied: ['pavadāmā persona, kura atbilst', 'pavadāmās personas, kuras atbilst'],
    household: [
      'cita mājsaimniecības persona, kura atbilst',
      'citas mājsaimniecības personas, kuras atbilst',
    ],
  },
  wholeHousehold: [
    'mājsaimniecības persona, kura atbilst',
    'mājsaimniecības personas, kuras atbilst',
  ],
  withSelf: (counted) => `ieskaitot pašu personu, ${counted}`,
  meeting: 'nosacījumam:',
  sum: (fact, persons) => `${fact}, kopā ${persons}`,
  summed: {
    child: 'bērniem',
    parent: 'vecākiem',
    ward: 'aizbilstamajiem',
    guardian: 'aizbildņiem',
    'cared-for': 'aprūpējamajām personām',
    carer: 'aprūpētājiem',
    companion: 'reģistrētajiem pavadoņiem',
    accompanied: 'pavadāmajām personām',
    household: 'pārējām mājsaimniecības personām',
  },
  self: (persons) => `pašai personai un ${persons}`,
  perUnit: (units) => `uz vienu vienību (${units})`,
  eldest: (weight) => `vecākā persona – ${weight}`,
  youngerThan: (age, weight) => `jaunāki par ${age} gadiem – ${weight}`,
  others: (weight) => `pārējie – ${weight}`,
  countedWhere: '; skaita tos, kuri atbilst nosacījumam:',
  held: ({ atLeast, inLast }) => `${inLast} kopā vismaz ${atLeast} izpildījies:`,
  units: { years: ['gads', 'gadi'], months: ['mēnesis', 'mēneši'], days: ['diena', 'dienas'] },
  unitsLong: { years: ['gadu', 'gadus'], months: ['mēnesi', 'mēnešus'], days: ['dienu', 'dienas'] },
  unitsLess: {
    years: ['gadu', 'gadiem'],
    months: ['mēnesi', 'mēnešiem'],
    days: ['dienu', 'dienām'],
  },
  unitsLast: {
    years: ['gadā', 'gados'],
    months: ['mēnesī', 'mēnešos'],
    days: ['dienā', 'dienās'],
  },
  from: (value) => `vismaz ${value}`,
  to: (value) => `ne vairāk kā ${value}`,
  below: (value) => `mazāk nekā ${value}`,
  between: (from, to) => `no ${from} līdz ${to}`,
  onOrAfter: (day) => `ne agrāk kā ${day}`,
  onOrBefore: (day) => `ne vēlāk kā ${day}`,
  before: (day) => `pirms ${day}`,
  but: ', bet ',
};

const EN: Words = {
  all: 'all of these hold:',
  any: 'at least one of these holds:',
  atLeast: (count) => `at least ${count} of these hold:`,
  not: 'this does not hold:',
  definition: (name) => `meets the definition “${name}”:`,
  inForceFrom: (day) => `in force from ${day}:`,
  within: (fact) => `${fact} is in the territory of the grantor`,
  everyOf: (codes) => `all of ${codes}`,
  elapsed: (span) => `elapsed since then: ${span}`,
  notOlderThan: (span) => `stated no longer than ${span} ago`,
  age: {
    day: 'age',
    'year-start': 'age at the start of the calendar year',
    'year-end': 'age at the end of the calendar year',
    'school-year-start': 'age at the start of the school year (1 September)',
    'school-year-end': 'age at the end of the school year (31 August)',
  },
  born: 'born',
  yes: 'yes',
  no: 'no',
  group: (name) => `member of the group “${name}”`,
  related: {
    child: 'has a child who meets the condition:',
    parent: 'has a parent who meets the condition:',
    ward: 'has a ward who meets the condition:',
    guardian: 'has a guardian who meets the condition:',
    'cared-for': 'cares for a person who meets the condition:',
    carer: 'has a carer who meets the condition:',
    companion: 'has a registered companion who meets the condition:',
    accompanied: 'is the registered companion of a person who meets the condition:',
    household: 'shares the household with a person who meets the condition:',
  },
  counted: {
    child: ['child who meets', 'children who meet'],
    parent: ['parent who meets', 'parents who meet'],
    ward: ['ward who meets', 'wards who meet'],
    guardian: ['guardian who meets', 'guardians who meet'],
    'cared-for': ['person cared for who meets', 'persons cared for who meet'],
    carer: ['carer who meets', 'carers who meet'],
    companion: ['registered companion who meets', 'registered companions who meet'],
    accompanied: ['person accompanied who meets', 'persons accompanied who meet'],
    household: [
      'other person of the household who meets',
      'other persons of the household who meet',
    ],
  },
  wholeHousehold: ['person of the household who meets', 'persons of the household who meet'],
  withSelf: (counted) => `counting the person too, ${counted}`,
  meeting: 'the condition:',
  sum: (fact, persons) => `${fact}, summed over ${persons}`,
  summed: {
    child: 'the children',
    parent: 'the parents',
    ward: 'the wards',
    guardian: 'the guardians',
    'cared-for': 'the persons cared for',
    carer: 'the carers',
    companion: 'the registered companions',
    accompanied: 'the persons accompanied',
    household: 'the other persons of the household',
  },
  self: (persons) => `the person and ${persons}`,
  perUnit: (units) => `for each unit (${units})`,
  eldest: (weight) => `the eldest: ${weight}`,
  youngerThan: (age, weight) => `younger than ${age}: ${weight}`,
  others: (weight) => `the others: ${weight}`,
  countedWhere: '; those are counted who meet the condition:',
  held: ({ atLeast, inLast }) => `in the last ${inLast}, for at least ${atLeast} in all:`,
  units: { years: ['year', 'years'], months: ['month', 'months'], days: ['day', 'days'] },
  unitsLong: { years: ['year', 'years'], months: ['month', 'months'], days: ['day', 'days'] },
  unitsLess: { years: ['year', 'years'], months: ['month', 'months'], days: ['day', 'days'] },
  unitsLast: { years: ['year', 'years'], months: ['month', 'months'], days: ['day', 'days'] },
  from: (value) => `at least ${value}`,
  to: (value) => `at most ${value}`,
  below: (value) => `less than ${value}`,
  between: (from, to) => `from ${from} to ${to}`,
  onOrAfter: (day) => `on or after ${day}`,
  onOrBefore: (day) => `on or before ${day}`,
  before: (day) => `before ${day}`,
  but: ' but ',
};

export const CONDITION_WORDS: Readonly<Record<Language, Words>> = { lv: LV, en: EN };
