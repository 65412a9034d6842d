import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { classifiersFromFiles, readClassifiers } from '../../../modules/classifiers/index.ts';
import { listOrganisations } from '../../../modules/persons/index.ts';
import {
  type CodeNames,
  explainRelief,
  explanationSentence,
  exportRelief,
  importReliefs,
  listText,
  problemText,
  type ReliefExplanation,
  type ReliefFile,
  type ReliefProblem,
  readReliefFiles,
  readReliefs,
} from '../../../modules/reliefs/index.ts';
import { PROJECT_FOLDER } from '../../../platform/config/config.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { makeReliefDocuments } from '../relief-documents.ts';
import { withInstallation } from '../with-installation.ts';

type Language = 'lv' | 'en';

/** `koplieta reliefs …`: reliefs as text, in and out, and why somebody has one. */
export function addReliefsCommand(program: Command): void {
  const reliefs = program
    .command('reliefs')
    .description('reliefs as text: check, publish, explain');
  reliefs
    .command('validate')
    .description('check relief files; without files, those of the folder reliefs/')
    .argument('[files...]')
    .option('--lv', 'say what is wrong in Latvian')
    .action((paths: string[], { lv }: { lv?: true }) => validate(paths, lv ? 'lv' : 'en'));
  reliefs
    .command('import')
    .description('publish relief files; a published version never changes')
    .argument('[files...]')
    .action(publish);
  reliefs
    .command('export')
    .description('print a published relief as the text of its file')
    .argument('<code>')
    .action((code: string) =>
      withInstallation('reliefs export', async ({ context }) => {
        process.stdout.write(await exportRelief(context, code));
      }),
    );
  reliefs
    .command('explain')
    .description('say why a person has a relief on a day, or does not')
    .argument('<person>', 'internal id')
    .argument('<relief>', 'code')
    .argument('<day>', 'YYYY-MM-DD')
    .option('--lv', 'explain in Latvian')
    .action((personId: string, code: string, day: string, { lv }: { lv?: true }) =>
      explain({ personId, code, day }, lv ? 'lv' : 'en'),
    );
  reliefs
    .command('docs')
    .description('write docs/reliefs/ and the JSON Schema from the files of reliefs/')
    .action(writeDocuments);
}

function readFiles(paths: readonly string[]): ReliefFile[] {
  if (paths.length === 0) return readReliefFiles();
  return paths.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

function validate(paths: readonly string[], language: Language): void {
  const files = readFiles(paths);
  const { problems } = readReliefs(files, classifiersFromFiles());
  for (const problem of problems) console.log(problemText(problem, language));
  if (problems.length > 0) process.exitCode = 1;
  else console.log(language === 'lv' ? GOOD.lv(files.length) : GOOD.en(files.length));
}

const GOOD: Readonly<Record<Language, (files: number) => string>> = {
  lv: (files) => `Pārbaudītas datnes: ${files}. Kļūdu nav.`,
  en: (files) => `Files checked: ${files}. There are no problems.`,
};

async function publish(paths: readonly string[]): Promise<void> {
  await withInstallation('reliefs import', async ({ context }) => {
    try {
      const classifiers = await readClassifiers(context);
      const imported = await importReliefs(context, readFiles(paths), classifiers);
      for (const { code, versionsAdded, versionsEnded } of imported) {
        const added = versionsAdded.map((version) => `version ${version} added`);
        const ended = versionsEnded.map(({ version, to }) => `version ${version} ends on ${to}`);
        console.log(`${code}: ${[...added, ...ended].join(', ') || 'texts renewed'}`);
      }
      if (imported.length === 0) console.log('Everything is published already.');
      else console.log('Now run `koplieta recompute`, so that people get what changed.');
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'relief-files-invalid') throw error;
      const problems = error.details.problems as ReliefProblem[];
      for (const problem of problems) console.error(problemText(problem, 'en'));
      process.exitCode = 1;
    }
  });
}

async function explain(
  asked: { personId: string; code: string; day: string },
  language: Language,
): Promise<void> {
  await withInstallation('reliefs explain', async ({ context }) => {
    const classifiers = await readClassifiers(context);
    const organisations = await listOrganisations(context);
    const byCode = new Map(organisations.map(({ code, name }) => [code, name]));
    const names: CodeNames = {
      name: classifiers.name,
      organisation: (code) => byCode.get(code),
    };
    const explanation = await explainRelief(context, asked, classifiers);
    process.stdout.write(describe(explanation, names, language));
  });
}

const SAYS = {
  lv: {
    verdict: { yes: 'jā', no: 'nē', unknown: 'nav zināms' },
    none: 'Šajā dienā atvieglojums nav spēkā vai persona nav dzīva.',
    noGrantor: 'Nav zināms, kura pašvaldība atvieglojumu dod.',
    grantor: (name: string) => `Atvieglojuma devējs: ${name}.`,
    version: (version = 0) => `${version}. redakcija.`,
    benefit: (position: number) => `${position}. atbalsta papildu nosacījums:`,
  },
  en: {
    verdict: { yes: 'yes', no: 'no', unknown: 'unknown' },
    none: 'No version is in force on the day, or the person is not alive.',
    noGrantor: 'It is not known which municipality gives the relief.',
    grantor: (name: string) => `Grantor: ${name}.`,
    version: (version = 0) => `Version ${version}.`,
    benefit: (position: number) => `Further condition of benefit ${position}:`,
  },
} as const;

function describe(explanation: ReliefExplanation, names: CodeNames, language: Language): string {
  const says = SAYS[language];
  const { relief, day, verdict, version, grantor, who, benefits } = explanation;
  const lines = [`${relief}, ${day}: ${says.verdict[verdict]}\n`];
  if (!who) return `${lines.join('')}${says.none}\n`;
  const named = grantor === undefined ? undefined : names.organisation?.(grantor)?.[language];
  lines.push(`${grantor === undefined ? says.noGrantor : says.grantor(named ?? grantor)}`);
  lines.push(` ${says.version(version)}\n`);
  lines.push(listText(explanationSentence(who, names, language)));
  for (const benefit of benefits) {
    lines.push(`${says.benefit(benefit.position + 1)}\n`);
    lines.push(listText(explanationSentence(benefit.explanation, names, language)));
  }
  return lines.join('');
}

function writeDocuments(): void {
  const files = makeReliefDocuments();
  for (const { path, text } of files) {
    const target = join(PROJECT_FOLDER, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  console.log(`Files written: ${files.length}.`);
}
