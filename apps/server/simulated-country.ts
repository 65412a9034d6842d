import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  loadClassifiers,
  readClassifiers,
  readContentFiles,
} from '../../modules/classifiers/index.ts';
import { loadMembers, type MembersReport } from '../../modules/entitlements/index.ts';
import { loadMeans, type MeansReport } from '../../modules/means/index.ts';
import {
  loadRegisterFiles,
  type RegisterLoad,
  readRegisters,
  setUpRegisters,
} from '../../modules/registers/index.ts';
import { rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';

/** Written when the files are whole: a cut leaves none. */
const WRITTEN = 'country.json';
const SIMULATOR = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));

export interface SimulatedCountry {
  folder: string;
  persons: number;
  /** `YYYY-MM-DD` */
  referenceDay: string;
  seed?: number;
  onProgress?: (persons: number) => void;
}

const Description = z.strictObject({
  persons: z.int(),
  seed: z.int(),
  /** The day on which the country looks as it was made. */
  referenceDay: z.string(),
});
export type CountryDescription = z.output<typeof Description>;

/** The country whose files the folder holds to their end. */
function findCountry(folder: string): CountryDescription | undefined {
  const written = join(folder, WRITTEN);
  if (!existsSync(written)) return undefined;
  return Description.parse(JSON.parse(readFileSync(written, 'utf8')));
}

/**
 * Writes the files of the simulated country into the folder, by a program of its own. A country that
 * is there stays, whatever is asked for: tomorrow its people are the same. Gives the one that is
 * there in the end. `examples.json` in the folder has people with cards to try.
 */
export async function simulateCountry(country: SimulatedCountry): Promise<CountryDescription> {
  const { folder, persons, referenceDay, seed = 1 } = country;
  const held = findCountry(folder);
  if (held) return held;
  mkdirSync(folder, { recursive: true });
  await runSimulator(
    ['--folder', folder, '--persons', `${persons}`, '--seed', `${seed}`].concat([
      '--reference-day',
      referenceDay,
    ]),
    country.onProgress,
  );
  const description = { persons, seed, referenceDay };
  writeFileSync(join(folder, WRITTEN), `${JSON.stringify(description)}\n`);
  return description;
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

interface LoadOptions {
  /** A folder with further classifiers and kinds of facts. */
  vocabulary?: string | undefined;
  onProgress?: ((progress: LoadProgress) => void) | undefined;
}

export interface CountryReport {
  registers: RegisterLoad[];
  means: MeansReport;
  members: MembersReport;
}

/**
 * Loads classifiers, registers, means and members of groups of a simulated country. The registers are
 * published as data sets and take their files as the institutions would send them. Loading the same
 * country again changes nothing.
 */
export async function loadCountry(
  context: Context,
  folder: string,
  { vocabulary, onProgress }: LoadOptions = {},
): Promise<CountryReport> {
  await loadClassifiers(context, readContentFiles({ vocabulary }));
  const registers = await loadRegisters(context, folder, { vocabulary, onProgress });
  onProgress?.({ register: 'means', share: 0 });
  const means = await loadMeans(context, folder);
  onProgress?.({ register: 'members', share: 0 });
  return { registers, means, members: await loadMembers(context, folder) };
}

async function loadRegisters(
  context: Context,
  folder: string,
  { vocabulary, onProgress }: LoadOptions,
): Promise<RegisterLoad[]> {
  onProgress?.({ register: 'data sets', share: 0 });
  await setUpRegisters(context);
  const further = vocabulary === undefined ? undefined : join(vocabulary, 'registers');
  const hasFurther = further !== undefined && existsSync(further);
  if (hasFurther) await setUpRegisters(context, further);
  const classifiers = await readClassifiers(context);
  const registers = [
    ...readRegisters(classifiers),
    ...(hasFurther ? readRegisters(classifiers, further) : []),
  ];
  return await loadRegisterFiles(context, registers, {
    folder: join(folder, 'registers'),
    ...(onProgress ? { onProgress } : {}),
  });
}

/** What the start says of records of a register that were not taken. */
export function wrongRecordsText(register: string, count: number): string {
  const wrong = count === 1 ? '1 record that is wrong' : `${count} records that are wrong`;
  return `The register ${register} has ${wrong}.`;
}

/** Where an installation keeps the files of its simulated country. */
export function countryFolder(installationFolder: string): string {
  return join(installationFolder, 'country');
}
