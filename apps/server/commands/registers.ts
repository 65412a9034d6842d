import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { classifiersFromFiles } from '../../../modules/classifiers/index.ts';
import { definitionProblemText } from '../../../modules/exchange/index.ts';
import {
  confirmAbsent,
  describeRegisters,
  mappingProblemText,
  REGISTERS_FOLDER,
  type RegisterState,
  readExamples,
  readRegister,
  setUpRegisters,
  testMapping,
} from '../../../modules/registers/index.ts';
import { ACTS, type Act } from '../../simulator/institutions/institution.ts';
import { countryFolder } from '../simulated-country.ts';
import { listPlayedRegisters, playInstitutions } from '../simulated-institutions.ts';
import { withInstallation } from '../with-installation.ts';
import { readCount } from './data-sets/read-name.ts';

/** `koplieta registers …`: the registers that facts come from, and the mappings of their records. */
export function addRegistersCommand(program: Command): void {
  const registers = program
    .command('registers')
    .description('registers that facts come from: how fresh they are, what their records mean');
  registers
    .command('list', { isDefault: true })
    .description('print how fresh each register is, and how far it is followed')
    .action(list);
  registers
    .command('test')
    .description(
      'check folders of registers and run their examples; without any, those that come along',
    )
    .argument('[folders...]', 'each with data-set.yaml, mapping.yaml and examples.yaml')
    .option('--vocabulary <folder>', 'further schemes and kinds of facts')
    .option('--lv', 'say what is wrong in Latvian')
    .action(testFolders);
  registers
    .command('set-up')
    .description('publish the data sets of registers and put their mappings in force')
    .argument('[folder]', 'of folders of registers; without it, those that come along')
    .action((folder: string | undefined) =>
      withInstallation('registers set-up', async ({ context }) => {
        for (const register of await setUpRegisters(context, folder)) console.log(register);
      }),
    );
  registers
    .command('confirm')
    .description('confirm that what a register said of so many whom it names no more ends')
    .argument('<register>', 'its code')
    .argument('<absent>', 'how many they are', readCount)
    .action((register: string, absent: number) =>
      withInstallation('registers confirm', async ({ context }) => {
        await confirmAbsent(context, { register, absent });
        console.log(`${register}: confirmed; followers end it now.`);
      }),
    );
  registers
    .command('simulate')
    .description('play the institutions of the simulated country against a running platform')
    .option('--url <address>', 'where the platform is', 'http://127.0.0.1:8080')
    .option('--register <codes...>', 'which send something; the others are silent')
    .addOption(
      new Option('--act <acts...>', 'what they do, in this order').choices(ACTS).default([...ACTS]),
    )
    .option('--rate <number>', 'changes of the trickle a second', positive, 5)
    .option('--seconds <number>', 'how long the trickle lasts', positive, 10)
    .option('--seed <number>', 'another seed makes other changes', positive, 1)
    .action(simulate);
}

interface SimulateOptions {
  url: string;
  register?: string[];
  act: Act[];
  rate: number;
  seconds: number;
  seed: number;
}

async function simulate({ url, register, act, rate, seconds, seed }: SimulateOptions) {
  await withInstallation('registers simulate', async ({ config, context }) => {
    const play = {
      ...{ baseUrl: url, folder: countryFolder(config.folder), acts: act, seconds, seed },
      ...{ registers: register ?? listPlayedRegisters(), changesPerSecond: rate },
    };
    await playInstitutions(context, play, (done) => {
      const counts = Object.entries(done.tally).map(([what, count]) => `${what} ${count}`);
      console.log(`${done.register.padEnd(17)} ${done.act.padEnd(9)} ${counts.join(', ')}`);
    });
  });
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 10_000)) {
    throw new InvalidArgumentError('Say a number above 0, at most 10000.');
  }
  return number;
}

async function list(): Promise<void> {
  await withInstallation('registers list', async ({ context }) => {
    for (const state of await describeRegisters(context)) console.log(lineOf(state));
  });
}

function lineOf(state: RegisterState): string {
  const { register, dataSet, lastLoadAt, lastChangeAt, silentSince, unknownSince } = state;
  const day = (instant: Date | null) => instant?.toISOString() ?? 'never';
  return [
    `${register.padEnd(17)} ${dataSet}`,
    `loaded ${day(lastLoadAt)}`,
    `changed ${day(lastChangeAt)}`,
    ...(silentSince ? [`SILENT since ${day(silentSince)}`] : []),
    ...(unknownSince ? ['what it does not state is unknown'] : []),
    ...(state.behind > 0 ? [`${state.behind} changes behind`] : []),
    ...(state.snapshotsWaiting > 0 ? ['SNAPSHOT WAITS to be confirmed or refused'] : []),
    ...(state.rereading ? ['being read again'] : []),
    ...(state.absent === null ? [] : [absentText(state)]),
    ...(state.faults > 0 ? [`${state.faults} with faults`] : []),
    ...(state.waiting > 0 ? [`${state.waiting} waiting`] : []),
  ].join('  ');
}

function absentText({ absent, absentOf, records }: RegisterState): string {
  if (records === 0) return 'its data set is EMPTY: fill it first';
  return `ABSENT ${absent} of ${absentOf}: confirm that they end`;
}

function testFolders(
  given: readonly string[],
  { lv, vocabulary }: { lv?: true; vocabulary?: string },
): void {
  const classifiers = classifiersFromFiles({ vocabulary });
  const language = lv ? 'lv' : 'en';
  for (const folder of given.length > 0 ? given : ownFolders()) {
    const lines = testFolder(folder, { classifiers, language });
    if (lines.length > 0) process.exitCode = 1;
    for (const line of lines) console.log(line);
  }
}

function ownFolders(): string[] {
  return readdirSync(REGISTERS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(REGISTERS_FOLDER, name));
}

interface Testing {
  classifiers: ReturnType<typeof classifiersFromFiles>;
  language: 'lv' | 'en';
}

/** What is wrong with a register's folder; nothing when it is right, which is then printed. */
function testFolder(folder: string, { classifiers, language }: Testing): string[] {
  const reading = readRegister(folder, classifiers);
  if (!reading.ok) {
    return [
      ...reading.dataSet.map((problem) => definitionProblemText(problem, language)),
      ...reading.mapping.map((problem) => mappingProblemText(problem, language)),
    ];
  }
  const { definition, mapping, examples } = reading.register;
  const { register, version } = mapping;
  if (!examples) return [`${folder}: ${NO_EXAMPLES[language]}`];
  const written = readExamples(examples);
  if (!written.ok) return written.problems.map((one) => mappingProblemText(one, language));
  const failed = testMapping(mapping, { definition, classifiers }, written.examples);
  if (failed.length === 0) {
    console.log(
      `${register}: mapping ${version}, ${written.examples.length} ${EXAMPLES[language]}`,
    );
  }
  return failed.map(({ name, expected, found }) =>
    [
      `${examples.file}: ${name}`,
      `  ${EXPECTED[language]} ${JSON.stringify(expected)}`,
      `  ${FOUND[language]} ${JSON.stringify(found)}`,
    ].join('\n'),
  );
}

const NO_EXAMPLES = { lv: 'Nav examples.yaml.', en: 'There is no examples.yaml.' };
const EXAMPLES = { lv: 'piemēri', en: 'examples' };
const EXPECTED = { lv: 'gaidīts:', en: 'expected:' };
const FOUND = { lv: 'iznāk:  ', en: 'found:   ' };
