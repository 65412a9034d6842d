import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../simulator/login-means/main.ts', import.meta.url));

/** The simulated bank and telephones that run beside a simulated country. */
export interface SimulatedMeans {
  /** What was agreed with them. */
  file: string;
  /** The page of all telephones. */
  telephones: string;
  stop(): void;
}

/**
 * Starts the simulated outside parties of signing on, as a program of its own. It ends with this process,
 * however this one ends: its standard input is open no longer then.
 */
export async function startSimulatedMeans(folder: string): Promise<SimulatedMeans> {
  const file = join(folder, 'login-means.json');
  const options = ['--file', file, '--while-asked', '--without-cards'];
  const child = spawn(process.execPath, [PROGRAM, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const telephones = /(http:\S+\/telephone)/.exec(line)?.[1];
    if (telephones) return { file, telephones, stop: () => child.stdin.end() };
  }
  throw new Error('The simulated bank and telephones did not start.');
}
