import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { FieldType } from '../definition.ts';

/** Why a record is refused. The path is a JSON Pointer (RFC 6901) to the field, "" for the whole. */
export interface RecordProblem {
  path: string;
  code: RecordProblemCode;
  /** Of a value of another type: what is wanted in its place. */
  expected?: ExpectedValue;
}

export type ExpectedValue = FieldType | 'list' | 'object';

/** Sentences for who mends the record. They tell nothing of what is in it. */
export const RECORD_PROBLEMS = {
  'line-too-long': {
    lv: 'Rinda ir garāka par 256 KiB. Sadaliet ierakstu.',
    en: 'The line is longer than 256 KiB. Split the record.',
  },
  'not-utf-8': {
    lv: 'Rinda nav UTF-8 kodējumā. Sūtiet to UTF-8.',
    en: 'The line is not UTF-8. Send it in UTF-8.',
  },
  'not-in-encoding': {
    lv: 'Rindā ir baiti, kuru norādītajā kodējumā nav. Pārbaudiet, kādā kodējumā fails ir saglabāts.',
    en: 'The row holds bytes that the stated encoding does not have. Check in which one the file was saved.',
  },
  'too-many-cells': {
    lv: 'Rindā ir vairāk šūnu nekā virsrakstā. Pārbaudiet atdalītāju un pēdiņas.',
    en: 'The row has more cells than the heading. Check delimiter and quotes.',
  },
  'not-json': {
    lv: 'Rinda nav derīgs JSON. Pārbaudiet, kā tā ir izveidota.',
    en: 'The line is not valid JSON. Check how it is made.',
  },
  'not-a-change': {
    lv: 'Rindai jābūt {"upsert": …} vai {"delete": …}.',
    en: 'A line is {"upsert": …} or {"delete": …}.',
  },
  'wrong-type': {
    lv: 'Vērtība ir cita tipa nekā datu kopas aprakstā.',
    en: 'The value is of another type than the data set says.',
  },
  missing: { lv: 'Trūkst obligāta lauka.', en: 'A required field is missing.' },
  'unknown-field': {
    lv: 'Datu kopai šāda lauka nav. Izņemiet to.',
    en: 'The data set has no such field. Remove it.',
  },
  'too-long': {
    lv: 'Par garu: tekstā var būt 4000 zīmju (indeksētā laukā 200), sarakstā 1000 rindu. Saīsiniet to.',
    en: 'Too long: a text has at most 4,000 characters (200 in an indexed field), a list 1,000 rows. Shorten it.',
  },
  'malformed-text': {
    lv: 'Tekstā ir zīme, ko nevar saglabāt.',
    en: 'The text holds a character that cannot be kept.',
  },
  'not-a-decimal': {
    lv: 'Decimālskaitli raksta kā tekstu ar punktu: "12.50", ne vairāk kā 18 cipari pirms tā un 9 pēc.',
    en: 'A decimal number is a text with a point: "12.50", at most 18 digits before it and 9 after.',
  },
  'not-a-day': {
    lv: 'Kalendārā tādas dienas nav. Dienu raksta kā 2026-03-11.',
    en: 'The calendar has no such day. A day is written as 2026-03-11.',
  },
  'not-an-instant': {
    lv: 'Laiku raksta ar dienu un laika joslu: 2026-03-11T10:00:00+02:00.',
    en: 'An instant has a day and a zone: 2026-03-11T10:00:00+02:00.',
  },
  'not-a-personal-code': {
    lv: 'Personas kods nav pareizs. Pārbaudiet ciparus.',
    en: 'The personal code is not right. Check its digits.',
  },
  'from-the-future': {
    lv: 'Ieraksta versijas laiks vēl nav pienācis. Pārbaudiet sistēmas pulksteni.',
    en: 'The time of the record’s version has not come yet. Check the clock of your system.',
  },
  'version-repeated': {
    lv: 'Ar šo ieraksta versiju jau saņemts cits saturs. Sūtiet jaunāku versiju.',
    en: 'Other content came with this version of the record. Send it as a newer version.',
  },
} as const satisfies Record<string, LocalizedText>;

export type RecordProblemCode = keyof typeof RECORD_PROBLEMS;

/** A problem as who mends the record reads it. */
export type ToldProblem = RecordProblem & LocalizedText;

const EXPECTED: Readonly<Record<ExpectedValue, LocalizedText>> = {
  text: { lv: 'teksts pēdiņās', en: 'a text in quotes' },
  integer: { lv: 'vesels skaitlis bez pēdiņām', en: 'a whole number without quotes' },
  decimal: { lv: 'decimālskaitlis kā teksts: "12.50"', en: 'a decimal number as a text: "12.50"' },
  boolean: { lv: 'true vai false bez pēdiņām', en: 'true or false without quotes' },
  day: { lv: 'diena kā teksts: "2026-03-11"', en: 'a day as a text: "2026-03-11"' },
  instant: {
    lv: 'laiks kā teksts: "2026-03-11T10:00:00+02:00"',
    en: 'an instant as a text: "2026-03-11T10:00:00+02:00"',
  },
  'personal-code': { lv: 'personas kods kā teksts', en: 'a personal code as a text' },
  list: { lv: 'saraksts: […]', en: 'a list: […]' },
  object: { lv: 'objekts: {…}', en: 'an object: {…}' },
};

export function withSentences<Problem extends RecordProblem>(
  problem: Problem,
): Problem & LocalizedText {
  const { lv, en } = RECORD_PROBLEMS[problem.code];
  const wanted = problem.expected && EXPECTED[problem.expected];
  if (!wanted) return { ...problem, lv, en };
  return { ...problem, lv: `${lv} Vajag: ${wanted.lv}.`, en: `${en} Expected: ${wanted.en}.` };
}
