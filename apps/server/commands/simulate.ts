import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { loadClassifiers } from '../../../modules/classifiers/index.ts';
import { loadMembers, type MembersReport } from '../../../modules/entitlements/index.ts';
import { loadMeans, type MeansReport } from '../../../modules/means/index.ts';
import { loadRegisters, type RegisterReport } from '../../../modules/registers/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { withInstallation } from '../with-installation.ts';

const PERSONS_MAX = 2_032_893;
const REFUSALS_PRINTED = 5;
const SIMULATOR = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));

export interface SimulatedCountry {
  folder: string;
  persons: number;
  /** `YYYY-MM-DD` */
  referenceDay: string;
  seed?: number;
  onProgress?: (persons: number) => void;
}

/**
 * Writes the files of the simulated country into the folder, by a program of its own; nothing when
 * the folder holds this very country already. `examples.json` there has people with cards to try.
 */
export async function simulateCountry(country: SimulatedCountry): Promise<void> {
  const { folder, persons, referenceDay, seed = 1 } = country;
  const written = join(folder, 'country.json');
  const description = `${JSON.stringify({ persons, seed, referenceDay })}\n`;
  if (existsSync(written) && readFileSync(written, 'utf8') === description) return;
  mkdirSync(folder, { recursive: true });
  await runSimulator(
    ['--folder', folder, '--persons', `${persons}`, '--seed', `${seed}`].concat([
      '--reference-day',
      referenceDay,
    ]),
    country.onProgress,
  );
  writeFileSync(written, description);
}

async function runSimulator(
  settings: string[],
  onProgress: ((persons: number) => void) | undefined,
): Promise<void> {
  const child = spawn(process.execPath, [SIMULATOR, ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  for await (const line of createInterface({ input: child.stdout })) onProgress?.(Number(line));
  const status = await ended;
  if (status !== 0) throw new Error(`The simulator ended with status ${status}.`);
}

export interface LoadProgress {
  register: string;
  /** Between 0 and 1. */
  share: number;
}

export interface CountryReport {
  registers: RegisterReport[];
  means: MeansReport;
  members: MembersReport;
}

/**
 * Loads classifiers, registers, means and members of groups of a simulated country. Loading the same
 * country again changes nothing.
 */
export async function loadCountry(
  context: Context,
  folder: string,
  onProgress?: (progress: LoadProgress) => void,
): Promise<CountryReport> {
  await loadClassifiers(context);
  const registers = await loadRegisters(context, folder, {
    onProgress: ({ register, bytesRead, bytes }) =>
      onProgress?.({ register, share: bytes === 0 ? 1 : bytesRead / bytes }),
  });
  onProgress?.({ register: 'means', share: 0 });
  const means = await loadMeans(context, folder);
  onProgress?.({ register: 'members', share: 0 });
  return { registers, means, members: await loadMembers(context, folder) };
}

/** Where an installation keeps the files of its simulated country. */
export function countryFolder(installationFolder: string): string {
  return join(installationFolder, 'country');
}

export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('make the simulated country and load it; what is there already stays')
    .option('--persons <number>', `how many people, up to ${PERSONS_MAX}`, wholeNumber)
    .option('--seed <number>', 'another seed makes other people', wholeNumber, 1)
    .action(async ({ persons, seed }: { persons?: number; seed: number }) =>
      withInstallation('simulate', async ({ config, context, progress }) => {
        const folder = countryFolder(config.folder);
        const count = persons ?? config.persons;
        const referenceDay = rigaDay(context.clock.now());
        await progress.step('Making the simulated country', (tell) =>
          simulateCountry({
            ...{ folder, persons: count, seed, referenceDay },
            onProgress: (made) => tell(`${made} of ${count} people`),
          }),
        );
        const report = await progress.step('Loading it', (tell) =>
          loadCountry(context, folder, ({ register, share }) =>
            tell(`${register}: ${Math.round(share * 100)} %`),
          ),
        );
        for (const line of describeReport(report)) console.log(line);
      }),
    );
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > PERSONS_MAX) {
    throw new InvalidArgumentError(`Say a whole number from 1 to ${PERSONS_MAX}.`);
  }
  return number;
}

function describeReport({ registers, means, members }: CountryReport): string[] {
  const counted = [
    ...registers,
    { ...means, register: 'means' },
    { ...members, register: 'members' },
  ];
  return counted.flatMap(({ register, records, refused, refusals }) => [
    `${register}: ${records} records, ${refused} refused`,
    ...refusals.slice(0, REFUSALS_PRINTED).map(({ line, reason }) => `  line ${line}: ${reason}`),
  ]);
}
