import { addDays } from '../../../platform/clock/day.ts';
import type { Instruction, Relief } from '../instruction.ts';
import { grantorText, instructionSentences } from '../sentences/relief-sentence.ts';
import { type CodeNames, type Language, listText, type SentenceTree } from '../sentences/words.ts';

export interface ReliefPageSource {
  /** The path of the file from the root of the project. */
  file: string;
  relief: Relief;
  /** The table of cases in Markdown, when the relief has one. */
  cases?: string | undefined;
}

/** Where a relief's page lies, from the root of the project. */
export function pagePath(relief: Pick<Relief, 'code'>): string {
  return `docs/reliefs/${relief.code.toLowerCase()}.md`;
}

/** The page of a relief: what a lawyer or a clerk reads instead of the file. Pure. */
export function reliefPage({ file, relief, cases }: ReliefPageSource, names: CodeNames): string {
  const versions = relief.versions.map((instruction, position) =>
    versionSection(instruction, { position, before: relief.versions[position - 1], names }),
  );
  const assumptions = relief.assumptions.map((assumption) => `- ${assumption.trim()}\n`).join('');
  return [
    `# ${relief.name.lv}\n\n**${relief.name.en}** (${relief.code})\n\n`,
    `Made from [${file}](../../${file}) by \`koplieta reliefs docs\`; change that file.\n\n`,
    factTable(relief, names),
    `\n${illustrativeNote(relief)}## Versions\n\n`,
    versionTable(relief),
    ...versions,
    assumptions === '' ? '' : `\n## Assumptions\n\nWhat the source leaves open.\n\n${assumptions}`,
    cases === undefined ? '' : `\n## Cases\n\n${CASES}\n\n${cases.trim()}\n`,
  ].join('');
}

const CASES =
  'Each row is run as a test. [The words of the tables](../../reliefs/cases/README.md) are strict.';

function illustrativeNote({ illustrative }: Relief): string {
  return illustrative
    ? 'Amounts and rules that no source gives are made up: this relief is illustrative.\n\n'
    : '';
}

function factTable(relief: Relief, names: CodeNames): string {
  const categories = relief.categories.map((code) => both('recipient-categories', code, names));
  const rows: [string, string][] = [
    ['Kind', both('relief-kinds', relief.kind, names)],
    ['Recipients', categories.join('; ')],
    ['Grantor', grantorOf(relief, names)],
    ['Legal basis', relief.act],
    ['Source', relief.source],
    ['On a receipt', `${relief.label.lv} · ${relief.label.en}`],
  ];
  return `| | |\n|---|---|\n${rows.map(([name, text]) => `| ${name} | ${cell(text)} |\n`).join('')}`;
}

function grantorOf({ grantor }: Relief, names: CodeNames): string {
  const [lv, en] = (['lv', 'en'] as const).map((language) => grantorText(grantor, names, language));
  return lv === en ? `${lv}` : `${lv} · ${en}`;
}

function both(scheme: string, code: string, names: CodeNames): string {
  const { lv, en } = names.name(scheme, code);
  return `${lv} · ${en}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
}

function versionTable(relief: Relief): string {
  const rows = relief.versions.map(({ from, to, act }, position) => {
    const until = to === undefined ? 'open' : addDays(to, -1);
    return `| ${position + 1} | ${from} | ${until} | ${cell(act ?? relief.act)} |\n`;
  });
  return `| version | from | until (last day) | act |\n|---|---|---|---|\n${rows.join('')}`;
}

function versionSection(
  instruction: Instruction,
  around: { position: number; before: Instruction | undefined; names: CodeNames },
): string {
  const { position, before, names } = around;
  const version = position + 1;
  const isSameWho =
    before !== undefined && JSON.stringify(before.who) === JSON.stringify(instruction.who);
  const parts = (['lv', 'en'] as const).map((language) => {
    const { who, ...given } = instructionSentences(instruction, names, language);
    const titles = TITLES[language];
    const whom = isSameWho ? `${titles.sameWho(position)}\n` : whoList(who);
    const limits = [...given.quotas, ...(given.budget ? [given.budget] : []), ...given.shares];
    return [
      `\n### ${titles.version(version)}\n\n**${titles.who}**\n\n${whom}`,
      `\n**${titles.what}**\n\n${bullets([...given.benefits, ...given.terms])}`,
      limits.length === 0 ? '' : `\n**${titles.limits}**\n\n${bullets(limits)}`,
    ].join('');
  });
  return parts.join('');
}

/** The outermost "all of these hold" says nothing that a list does not. */
function whoList(who: SentenceTree): string {
  const trees = who.joint === 'all' ? who.parts : [who];
  return trees.map((tree) => listText(tree)).join('');
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}\n`).join('');
}

interface Titles {
  version(version: number): string;
  who: string;
  sameWho(version: number): string;
  what: string;
  limits: string;
}

const TITLES: Readonly<Record<Language, Titles>> = {
  lv: {
    version: (version) => `${version}. redakcija, latviski`,
    who: 'Kam: izpildās viss',
    sameWho: (version) => `Tāpat kā ${version}. redakcijā.`,
    what: 'Ko un kā aprēķina',
    limits: 'Izmantošanas limiti, finansējums, kas maksā',
  },
  en: {
    version: (version) => `Version ${version}, in English`,
    who: 'Who: all of these hold',
    sameWho: (version) => `As in version ${version}.`,
    what: 'What is given, and how it is calculated',
    limits: 'Quotas, budget, who pays',
  },
};
