import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import {
  type DefinitionProblem,
  defineDataSet,
  definitionProblemText,
  endDataSet,
  listDataSets,
  proposeDataSet,
  publishDataSet,
  readDefinition,
} from '../../../../modules/exchange/index.ts';
import { isDay } from '../../../../platform/clock/day.ts';
import type { Context } from '../../../../platform/context.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import { withInstallation } from '../../with-installation.ts';
import { addEraseCommand } from './erase.ts';
import { addLoadCommands } from './load.ts';
import { addOdataCommand } from './odata.ts';
import { addQuarantineCommands } from './quarantine.ts';
import { readName, type VersionName } from './read-name.ts';

const PAGE = 200;

/** `koplieta data-sets …`: data sets as text, and their way from the sandbox to their end. */
export function addDataSetsCommand(program: Command): void {
  const dataSets = program
    .command('data-sets')
    .description('data sets: check, define, publish, fill, end');
  dataSets
    .command('validate')
    .description('check files of data sets, in our form or that of the present state platform')
    .argument('<files...>')
    .option('--lv', 'say what is wrong in Latvian')
    .action((paths: string[], { lv }: { lv?: true }) => validate(paths, lv ? 'lv' : 'en'));
  dataSets
    .command('define')
    .description('take files of data sets: a new version begins in the sandbox')
    .argument('<files...>')
    .action(define);
  dataSets.command('list').description('print all data sets').action(list);
  step(dataSets, 'propose', 'ask for the publication of a version', proposeDataSet);
  step(dataSets, 'publish', 'publish a version that was proposed', publishDataSet);
  dataSets
    .command('end')
    .description('announce the first day on which a version is no more')
    .argument('<code@version>', 'as in izm-documents@1', readName)
    .argument('<day>', 'YYYY-MM-DD', readDay)
    .action((name: VersionName, day: string) =>
      withInstallation('data-sets end', async ({ context }) => {
        await endDataSet(context, name, day);
        console.log(`${name.code}@${name.version} ends on ${day}.`);
      }),
    );
  addEraseCommand(dataSets);
  addLoadCommands(dataSets);
  addOdataCommand(dataSets);
  addQuarantineCommands(dataSets);
}

function step(
  dataSets: Command,
  act: 'propose' | 'publish',
  description: string,
  work: (context: Context, name: VersionName) => Promise<void>,
): void {
  dataSets
    .command(act)
    .description(description)
    .argument('<code@version>', 'as in izm-documents@1', readName)
    .action((name: VersionName) =>
      withInstallation(`data-sets ${act}`, async ({ context }) => {
        await work(context, name);
        console.log(`${name.code}@${name.version}: done.`);
      }),
    );
}

function validate(paths: readonly string[], language: 'lv' | 'en'): void {
  for (const file of paths) {
    const reading = readDefinition({ file, text: readFileSync(file, 'utf8') });
    if (reading.ok) {
      const { code, version } = reading.definition;
      console.log(`${file}: ${code}@${version}`);
      continue;
    }
    for (const problem of reading.problems) console.log(definitionProblemText(problem, language));
    process.exitCode = 1;
  }
}

async function define(paths: readonly string[]): Promise<void> {
  await withInstallation('data-sets define', async ({ context }) => {
    for (const file of paths) {
      try {
        const defined = await defineDataSet(context, { file, text: readFileSync(file, 'utf8') });
        const { code, version, state, revision, outcome } = defined;
        console.log(`${code}@${version}: ${outcome}, ${state}, revision ${revision}`);
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'data-set-text-invalid') throw error;
        const problems = error.details.problems as DefinitionProblem[];
        for (const problem of problems) console.error(definitionProblemText(problem, 'en'));
        process.exitCode = 1;
      }
    }
  });
}

async function list(): Promise<void> {
  await withInstallation('data-sets list', async ({ context }) => {
    for (let after: VersionName | null = null; ; ) {
      const page = await listDataSets(context, { after, limit: PAGE });
      for (const { code, version, state, definition, endsOn } of page) {
        const end = endsOn ? `, ends on ${endsOn}` : '';
        console.log(`${code}@${version}  ${state}${end}  ${definition.name.en}`);
      }
      const last: VersionName | undefined = page.at(-1);
      if (!last || page.length < PAGE) break;
      after = last;
    }
  });
}

function readDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Write a day as 2026-03-11.');
  return text;
}
