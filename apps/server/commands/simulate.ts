import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { loadRegisters, type RegisterReport } from '../../../modules/registers/index.ts';
import type { Context } from '../../../platform/context.ts';

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

/** Loads the registers of a simulated country. Loading the same country again changes nothing. */
export async function loadCountry(
  context: Context,
  folder: string,
  onProgress?: (progress: LoadProgress) => void,
): Promise<RegisterReport[]> {
  return await loadRegisters(context, folder, {
    onProgress: ({ register, bytesRead, bytes }) =>
      onProgress?.({ register, share: bytes === 0 ? 1 : bytesRead / bytes }),
  });
}
