import type { When } from '../instruction.ts';
import { AND, type Language, listed } from './words.ts';

type Weekday = NonNullable<When['lastOfMonth']>;

interface Words {
  /** "pirmdienās", "on Mondays". */
  every: Readonly<Record<Weekday, string>>;
  on: string;
  last(weekday: Weekday): string;
  day: Readonly<Record<'working-day' | 'school-day', string>>;
  date(day: number, month: number): string;
  from(time: string): string;
  to(time: string): string;
  between(from: string, to: string): string;
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
  day: { 'working-day': 'darba dienās', 'school-day': 'mācību dienās' },
  date: (day, month) => `${day}. ${MONTHS_LV[month - 1]}`,
  from: (time) => `no plkst. ${time}`,
  to: (time) => `līdz plkst. ${time}`,
  between: (from, to) => `no plkst. ${from} līdz ${to}`,
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
  day: { 'working-day': 'on working days', 'school-day': 'on school days' },
  date: (day, month) => `${day} ${MONTHS_EN[month - 1]}`,
  from: (time) => `from ${time}`,
  to: (time) => `until ${time}`,
  between: (from, to) => `from ${from} to ${to}`,
};

const WORDS: Readonly<Record<Language, Words>> = { lv: LV, en: EN };

/** When a benefit is given: "on Mondays, from 08:00 to 14:00". Everything said must hold. */
export function whenSentence(when: When, language: Language): string {
  const words = WORDS[language];
  const said: string[] = [];
  if (when.weekdays) {
    const weekdays = when.weekdays.map((weekday) => words.every[weekday]);
    said.push(`${words.on}${listed(weekdays, AND[language])}`);
  }
  if (when.day) said.push(words.day[when.day]);
  if (when.lastOfMonth) said.push(words.last(when.lastOfMonth));
  if (when.dates) {
    const dates = when.dates.map((date) =>
      words.date(Number(date.slice(3)), Number(date.slice(0, 2))),
    );
    said.push(`${words.on}${listed(dates, AND[language])}`);
  }
  if (when.from && when.to) said.push(words.between(when.from, when.to));
  else if (when.from) said.push(words.from(when.from));
  else if (when.to) said.push(words.to(when.to));
  return said.join(', ');
}
