import { AGE_BANDS } from '../../../../modules/entitlements/index.ts';
import {
  type CodeNames,
  eurosText,
  listText,
  type Reason,
} from '../../../../modules/reliefs/index.ts';
import type { Preview } from '../../../../modules/transactions/index.ts';
import type { Language } from './language.ts';

const SAYS = {
  lv: {
    persons: (count: number) => `Dzīvo ${count} personas.`,
    gain: 'iegūst',
    lose: 'zaudē',
    keep: 'saglabā',
    unknown: 'nav zināms',
    total: 'Kopā',
    byMunicipality: 'Pēc deklarētās dzīvesvietas pašvaldības',
    byAge: 'Pēc vecuma',
    byCategory: 'Pēc kategorijas (jau piešķirtie atvieglojumi)',
    none: '(nav)',
    hidden: '“·”: mazāk par 5 vai nav izpaužams, lai nevienu nevarētu atpazīt.',
    cost: (year: string, from: string, to: string) =>
      `Gada izmaksas: ap ${year} (ar 95 % varbūtību no ${from} līdz ${to}).`,
    basis: {
      'same-relief': 'šī atvieglojuma darījumi',
      'same-goods': 'darījumi ar tām pašām precēm un pakalpojumiem',
    },
    about: (all: number, counted: number) => `ap ${all} (saskaitīti ${counted})`,
    rests: (what: string, count: string, days: number, calculated: number, known: number) =>
      `Pamats: ${what}, ${count} pēdējās ${days} dienās; pārrēķināti ${calculated}; lietojums zināms ${known} % saņēmēju. Limiti nav ievēroti.`,
    noCost: 'Gada izmaksas nav nosakāmas: pēdējos divpadsmit mēnešos nav tādu darījumu.',
    examples: 'Personas pie robežas (bez vārda, koda un vietas)',
    outcomes: {
      gains: 'iegūst',
      loses: 'zaudē',
      unknown: 'nav zināms',
      'has-not': 'nesaņem',
      keeps: 'saglabā',
    },
    example: (outcome: string, age: string, changes: number) =>
      `${outcome}, vecums ${age}; līdz robežai nosacījumu: ${changes}`,
  },
  en: {
    persons: (count: number) => `${count} persons live.`,
    gain: 'gain',
    lose: 'lose',
    keep: 'keep',
    unknown: 'unknown',
    total: 'In all',
    byMunicipality: 'By municipality of the declared residence',
    byAge: 'By age',
    byCategory: 'By category (of reliefs held)',
    none: '(none)',
    hidden: '"·": fewer than 5, or not told so that nobody is found.',
    cost: (year: string, from: string, to: string) =>
      `Cost of a year: about ${year} (with 95 % probability from ${from} to ${to}).`,
    basis: {
      'same-relief': 'transactions of this relief',
      'same-goods': 'transactions with the same goods and services',
    },
    about: (all: number, counted: number) => `about ${all} (${counted} counted)`,
    rests: (what: string, count: string, days: number, calculated: number, known: number) =>
      `It rests on: ${what}, ${count} in the last ${days} days; calculated again: ${calculated}; the use of ${known} % of the recipients is known. Quotas are not counted in.`,
    noCost: 'The cost of a year cannot be told: the last twelve months have no such transaction.',
    examples: 'Persons at the edge (no name, code or place)',
    outcomes: {
      gains: 'gains',
      loses: 'loses',
      unknown: 'unknown',
      'has-not': 'has it not',
      keeps: 'keeps',
    },
    example: (outcome: string, age: string, changes: number) =>
      `${outcome}, aged ${age}; conditions to the edge: ${changes}`,
  },
} as const;

/** A preview as a clerk reads it in a terminal. Pure. */
export function previewText(preview: Preview, names: CodeNames, language: Language): string {
  const says = SAYS[language];
  const { relief, day, persons, total, cost, examples } = preview;
  const nameOf = (code: string) => names.organisation?.(code)?.[language] ?? code;
  const category = (code: string) => names.name('recipient-categories', code)[language];
  const ageOf = (from: string) => {
    return ageText(Number(from), AGE_BANDS.find((next) => next > Number(from)) ?? null);
  };
  const lines = [
    `${relief.code} · ${relief.name[language]} · ${day}`,
    says.persons(persons),
    `${says.total}: ${changesText(total, says)}, ${says.unknown} ${told(total.unknown)}`,
    ...table(says.byMunicipality, preview.byMunicipality, nameOf, says),
    ...table(says.byAge, preview.byAge, ageOf, says),
    ...table(says.byCategory, preview.byCategory, category, says),
    says.hidden,
    '',
    ...(cost ? costLines(cost, language) : [says.noCost]),
    '',
    `${says.examples}:`,
  ];
  const told10 = examples.map(({ outcome, changes, ageFrom, ageBelow, why }) => {
    const age = ageText(ageFrom, ageBelow);
    const title = says.example(says.outcomes[outcome], age, changes);
    return `${title}\n${listText(treeOf(why, language))}`;
  });
  return `${lines.join('\n')}\n${told10.join('')}`;
}

type Says = (typeof SAYS)[Language];
type Row = Preview['byAge'][number];

function table(
  title: string,
  rows: readonly Row[],
  nameOf: (code: string) => string,
  says: Says,
): string[] {
  const of = (row: Row) => (row.of === null ? says.none : nameOf(row.of));
  return [`${title}:`, ...rows.map((row) => `  ${of(row)}: ${changesText(row, says)}`)];
}

function ageText(from: number, below: number | null): string {
  return below === null ? `${from}+` : `${from}–${below - 1}`;
}

function changesText(row: Pick<Row, 'gain' | 'lose' | 'keep'>, says: Says): string {
  return (['gain', 'lose', 'keep'] as const)
    .map((column) => `${says[column]} ${told(row[column])}`)
    .join(', ');
}

function told(count: number | null): string {
  return count === null ? '·' : String(count);
}

function costLines(cost: NonNullable<Preview['cost']>, language: Language): string[] {
  const says = SAYS[language];
  const { yearlyCents, fromCents, toCents, basis } = cost;
  const [year = '', from = '', to = ''] = [yearlyCents, fromCents, toCents].map((cents) =>
    eurosText(cents, language),
  );
  const { of, transactions, counted, days, calculated, knownPercent } = basis;
  const count = counted < transactions ? says.about(transactions, counted) : String(transactions);
  return [
    says.cost(year, from, to),
    says.rests(says.basis[of], count, days, calculated, knownPercent),
  ];
}

function treeOf({ text, parts }: Reason, language: Language): Parameters<typeof listText>[0] {
  return { text: text[language], parts: parts.map((part) => treeOf(part, language)) };
}
