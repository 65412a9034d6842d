import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { addDays, type Day } from '../../platform/clock/day.ts';
import { DayText } from '../../platform/clock/day-text.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';
import { type Calendar, publicHolidays } from './calendar.ts';
import { type ClassifierContent, type Classifiers, makeClassifiers } from './classifiers.ts';
import { type FactKind, parseFactKinds } from './fact-kind.ts';
import { checkScheme, mergeSchemes, parseScheme, type Scheme } from './scheme.ts';

const SCHEMES = new URL('./schemes/', import.meta.url);
const INVENTED = new URL('./schemes/simulated/', import.meta.url);
const FACT_KINDS_NAME = 'fact-kinds.yaml';
const FACT_KINDS = new URL(FACT_KINDS_NAME, import.meta.url);
const SCHOOL_YEARS = new URL('./calendars/school-years.yaml', import.meta.url);

const FIRST_YEAR = 2020;
const LAST_YEAR = 2035;
const SCHOOL_HOLIDAY: LocalizedText = { lv: 'skolēnu brīvdienas', en: 'school holidays' };

const SchoolYears = z.strictObject({
  schoolYears: z.array(
    z.strictObject({
      from: DayText,
      to: DayText,
      holidays: z.array(z.tuple([DayText, DayText])),
    }),
  ),
});

export interface FileOptions {
  /** With the invented towns and parishes of the simulated country (the default). */
  simulated?: boolean;
  /** A folder with further schemes, and with further kinds of facts in its `fact-kinds.yaml`. */
  vocabulary?: string | undefined;
}

/** The schemes as their files state them. */
export function readSchemeFiles({ simulated, vocabulary }: FileOptions = {}): Scheme[] {
  const folders = simulated === false ? [SCHEMES] : [SCHEMES, INVENTED];
  if (vocabulary !== undefined) {
    if (!existsSync(vocabulary)) throw new Error(`There is no folder "${vocabulary}".`);
    folders.push(folderUrl(vocabulary));
  }
  const schemes = mergeSchemes(folders.flatMap(readFolder));
  for (const scheme of schemes) checkScheme(scheme);
  return schemes;
}

/** The kinds of facts as their files state them. Throws when a code stands twice. */
function readFactKindFiles({ vocabulary }: FileOptions): FactKind[] {
  const files = [FACT_KINDS];
  const further = vocabulary && new URL(FACT_KINDS_NAME, folderUrl(vocabulary));
  if (further && existsSync(further)) files.push(further);
  const kinds = files.flatMap((file) => readFile(file, parseFactKinds));
  const twice = kinds.find(({ code }, at) => kinds.findIndex((one) => one.code === code) !== at);
  if (twice) throw new Error(`The kind of facts "${twice.code}" is stated twice.`);
  return kinds;
}

function folderUrl(folder: string): URL {
  return pathToFileURL(`${folder}/`);
}

function readFolder(folder: URL): Scheme[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== FACT_KINDS_NAME)
    .sort()
    .map((name) => readFile(new URL(name, folder), parseScheme));
}

/** Throws with the name of the file when it has another shape. */
function readFile<T>(file: URL, read: (content: unknown) => T): T {
  try {
    return read(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${fileURLToPath(file)}: ${why}`, { cause: error });
  }
}

/** Public holidays by law for 2020–2035, and the school years of their file. */
function readCalendarFiles(): Calendar {
  const { schoolYears } = SchoolYears.parse(parse(readFileSync(SCHOOL_YEARS, 'utf8')));
  const holidays = new Map<Day, LocalizedText>();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    for (const [day, name] of publicHolidays(year)) holidays.set(day, name);
  }
  const schoolHolidays = new Map<Day, LocalizedText>();
  for (const [from, to] of schoolYears.flatMap((year) => year.holidays)) {
    for (let day = from; day < to; day = addDays(day, 1)) schoolHolidays.set(day, SCHOOL_HOLIDAY);
  }
  return {
    publicHolidays: holidays,
    schoolHolidays,
    schoolYears: schoolYears.map(({ from, to }) => ({ from, to })),
  };
}

/** All that the files state. */
export function readContentFiles(options: FileOptions = {}): ClassifierContent {
  const schemes = readSchemeFiles(options);
  const factKinds = readFactKindFiles(options);
  const known = new Set(schemes.map(({ code }) => code));
  const lost = factKinds.find(({ scheme }) => scheme !== undefined && !known.has(scheme));
  if (lost) throw new Error(`The kind of facts "${lost.code}" has no scheme "${lost.scheme}".`);
  return { schemes, calendar: readCalendarFiles(), factKinds };
}

/** The classifiers without a database: for tests, for validating reliefs, for the simulator. */
export function classifiersFromFiles(options: FileOptions = {}): Classifiers {
  return makeClassifiers(readContentFiles(options));
}
