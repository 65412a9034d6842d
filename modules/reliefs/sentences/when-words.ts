import type { Circumstances } from '../instruction/when.ts';
import type { Language } from './words.ts';

type Weekday = NonNullable<Circumstances['lastOfMonth']>;

/** What a number is compared with: "at least 3", "less than 5". */
interface BoundWords {
  from(bound: string): string;
  to(bound: string): string;
  below(bound: string): string;
}

interface Words {
  /** "pirmdienās", "on Mondays". */
  every: Readonly<Record<Weekday, string>>;
  on: string;
  last(weekday: Weekday): string;
  day: Readonly<Record<NonNullable<Circumstances['day']>, string>>;
  date(day: number, month: number): string;
  season(first: string, last: string): string;
  from(time: string): string;
  to(time: string): string;
  between(from: string, to: string): string;
  places(names: string): string;
  means(names: string): string;
  firstUse: string;
  coupon(codes: string): string;
  bounds: BoundWords;
  companions(bounds: string): string;
  quantity(bounds: string): string;
  unitPrice(bounds: string): string;
  /** Of classes that are named, or of those that the benefit is on. */
  basketPrice(bounds: string, classes?: string): string;
  basketQuantity(bounds: string, classes?: string): string;
  not(circumstances: string): string;
}

const MONTHS_LV = [
  'janvārī',
  'februārī',
  'martā',
  'aprīlī',
  'maijā',
  'jūnijā',
  'jūlijā',
  'augustā',
  'septembrī',
  'oktobrī',
  'novembrī',
  'decembrī',
];

const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const LV: Words = {
  every: {
    monday: 'pirmdienās',
    tuesday: 'otrdienās',
    wednesday: 'trešdienās',
    thursday: 'ceturtdienās',
    friday: 'piektdienās',
    saturday: 'sestdienās',
    sunday: 'svētdienās',
  },
  on: '',
  last: (weekday) => `mēneša pēdējā ${LV.every[weekday].slice(0, -2)}ā`,
  day: {
    'working-day': 'darba dienās',
    'school-day': 'mācību dienās',
    'public-holiday': 'svētku dienās',
    'school-holiday': 'skolēnu brīvlaikā',
  },
  date: (day, month) => `${day}. ${MONTHS_LV[month - 1]}`,
  season: (first, last) => `katru gadu šajā laikā: ${first} – ${last} (abas dienas ieskaitot)`,
  from: (time) => `no plkst. ${time}`,
  to: (time) => `līdz plkst. ${time}`,
  between: (from, to) => `no plkst. ${from} līdz ${to}`,
  places: (names) => `tikai šeit: ${names}`,
  means: (names) => `uzrādot: ${names}`,
  firstUse: 'dienas pirmajā lietošanas reizē',
  coupon: (codes) => `ar kuponu ${codes}`,
  bounds: {
    from: (bound) => `vismaz ${bound}`,
    to: (bound) => `ne vairāk kā ${bound}`,
    below: (bound) => `mazāk nekā ${bound}`,
  },
  companions: (bounds) => `ja pavadoņu skaits ir ${bounds}`,
  quantity: (bounds) => `ja vienību skaits rindā ir ${bounds}`,
  unitPrice: (bounds) => `ja vienības cena ir ${bounds}`,
  basketPrice: (bounds, classes) =>
    classes
      ? `ja grozā ir arī ${classes} un tas kopā maksā ${bounds}`
      : `ja šīs preces un pakalpojumi kopā maksā ${bounds}`,
  basketQuantity: (bounds, classes) =>
    classes
      ? `ja grozā ir arī ${classes} un vienību skaits ir ${bounds}`
      : `ja šo preču un pakalpojumu vienību skaits kopā ir ${bounds}`,
  not: (circumstances) => `izņemot gadījumus: ${circumstances}`,
};

const EN: Words = {
  every: {
    monday: 'Mondays',
    tuesday: 'Tuesdays',
    wednesday: 'Wednesdays',
    thursday: 'Thursdays',
    friday: 'Fridays',
    saturday: 'Saturdays',
    sunday: 'Sundays',
  },
  on: 'on ',
  last: (weekday) => `on the last ${EN.every[weekday].slice(0, -1)} of a month`,
  day: {
    'working-day': 'on working days',
    'school-day': 'on school days',
    'public-holiday': 'on public holidays',
    'school-holiday': 'in school holidays',
  },
  date: (day, month) => `${day} ${MONTHS_EN[month - 1]}`,
  season: (first, last) => `every year from ${first} to ${last}, both included`,
  from: (time) => `from ${time}`,
  to: (time) => `until ${time}`,
  between: (from, to) => `from ${from} to ${to}`,
  places: (names) => `only here: ${names}`,
  means: (names) => `showing: ${names}`,
  firstUse: 'on the first use of the day',
  coupon: (codes) => `with the coupon ${codes}`,
  bounds: {
    from: (bound) => `at least ${bound}`,
    to: (bound) => `at most ${bound}`,
    below: (bound) => `less than ${bound}`,
  },
  companions: (bounds) => `if the number of companions is ${bounds}`,
  quantity: (bounds) => `if the number of units of the line is ${bounds}`,
  unitPrice: (bounds) => `if the price of a unit is ${bounds}`,
  basketPrice: (bounds, classes) =>
    classes
      ? `if the basket has ${classes} too that together cost ${bounds}`
      : `if these goods and services together cost ${bounds}`,
  basketQuantity: (bounds, classes) =>
    classes
      ? `if the basket has ${classes} too and the number of units is ${bounds}`
      : `if the number of units of these goods and services together is ${bounds}`,
  not: (circumstances) => `except: ${circumstances}`,
};

export const WHEN_WORDS: Readonly<Record<Language, Words>> = { lv: LV, en: EN };
