import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Environment } from '../../../platform/config/config.ts';

const DOOR = join(import.meta.dirname, '..', 'koplieta.js');

/** The server in a process of its own. */
export interface StartedProgram {
  process: ChildProcess;
  /** Without a slash at its end. */
  baseUrl: string;
  /** Its exit status; null when a signal ended it. */
  ended: Promise<number | null>;
  output(): string;
}

export interface TestProgram {
  /** A folder for this test file alone; the installation is in it. */
  folder: string;
  environment(settings?: Record<string, string>): Environment;
  /** Runs one command to its end, with what it reads from standard input. */
  run(
    command: string[],
    settings?: Record<string, string>,
    input?: string,
  ): { status: number | null; output: string };
  /** Runs `koplieta start`, and waits until it says what to open. Fails with what it said. */
  start(settings?: Record<string, string>): Promise<StartedProgram>;
}

/**
 * `koplieta` as a person runs it, in an installation of its own with the embedded PostgreSQL. What
 * still runs at the end of the test file is killed.
 */
export function testProgram(own: Record<string, string> = {}): TestProgram {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-program-'));
  chmodSync(folder, 0o711);
  const running: ChildProcess[] = [];
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  // Nothing of the tests' own settings: DATABASE_URL above all.
  const environment = (settings: Record<string, string> = {}): Environment => ({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    KOPLIETA_FOLDER: join(folder, 'installation'),
    ...own,
    ...settings,
  });
  return {
    folder,
    environment,
    run: (command, settings, input = '') => {
      const env = environment(settings);
      const done = spawnSync(process.execPath, [DOOR, ...command], {
        env,
        input,
        encoding: 'utf8',
      });
      return { status: done.status, output: done.stdout + done.stderr };
    },
    start: async (settings) => {
      const env = environment({ KOPLIETA_PORT: '0', ...settings });
      const child = spawn(process.execPath, [DOOR, 'start'], { env });
      running.push(child);
      return await untilReady(child);
    },
  };
}

async function untilReady(child: ReturnType<typeof spawn>): Promise<StartedProgram> {
  let output = '';
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const baseUrl = await new Promise<string>((ready, failed) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      const found = /Open +(http:\S+)\//.exec(output)?.[1];
      if (found && output.includes('Ctrl-C')) ready(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    ended.then(() => failed(new Error(output)));
  });
  return { process: child, baseUrl, ended, output: () => output };
}
