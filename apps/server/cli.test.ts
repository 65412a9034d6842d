import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';

const DOOR = join(import.meta.dirname, 'koplieta.js');
const START_TIMEOUT_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'koplieta-cli-'));
chmodSync(folder, 0o711);
let running: ChildProcess[] = [];

afterEach(() => {
  for (const program of running) program.kill('SIGKILL');
  running = [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The settings of the tests and nothing of ours, so that the embedded PostgreSQL is used. */
function environment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    KOPLIETA_FOLDER: join(folder, 'installation'),
    KOPLIETA_SIMULATED: 'false',
    ...settings,
  };
}

function run(command: string[], settings: Record<string, string> = {}) {
  const done = spawnSync(process.execPath, [DOOR, ...command], {
    env: environment(settings),
    encoding: 'utf8',
  });
  return { status: done.status, output: done.stdout + done.stderr };
}

/** Starts the server in a process of its own, and waits until it says what to open. */
async function startProgram(settings: Record<string, string> = {}) {
  const env = environment({ KOPLIETA_PORT: '0', ...settings });
  const program = spawn(process.execPath, [DOOR, 'start'], { env });
  running.push(program);
  let output = '';
  const ended = new Promise<number | null>((done) => program.once('exit', done));
  const baseUrl = await new Promise<string>((ready, failed) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      const found = /Open +(http:\S+)\//.exec(output)?.[1];
      if (found && output.includes('Ctrl-C')) ready(found);
    };
    program.stdout.on('data', listen);
    program.stderr.on('data', listen);
    ended.then(() => failed(new Error(output)));
  });
  return { program, baseUrl, ended, output: () => output };
}

test('a wrong setting is a sentence, not a stack', () => {
  const { status, output } = run(['start'], { KOPLIETA_PORT: 'eighty' });
  expect(status).toBe(1);
  expect(output.trim()).toMatch(/^KOPLIETA_PORT must be a number .* leave it out\.$/);
});

test('a database that does not answer is a sentence', () => {
  const settings = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/postgres' };
  const { status, output } = run(['migrate'], settings);
  expect(status).toBe(1);
  expect(output).toMatch(/^No PostgreSQL answers there\./m);
});

test('the settings are printed, and the doctor says that nothing is installed', () => {
  expect(run(['config'])).toMatchObject({ status: 0 });
  const { status, output } = run(['doctor'], { KOPLIETA_FOLDER: join(folder, 'none') });
  expect(status).toBe(1);
  expect(output).toContain('Nothing is installed yet.');
});

function agreement(from: string): string[] {
  const parties = ['--grantor', 'm-0099000', '--provider', 'vejaines-pramis', '--number', 'X'];
  return ['agreements', 'add', ...parties, '--relief', 'VEJAINE-FERRY', '--from', from];
}

test('an agreement needs a day that exists', () => {
  const { status, output } = run(agreement('2026-02-30'));
  expect(status).toBe(1);
  expect(output).toContain('Write a day as 2026-03-11.');
});

test('starts, answers, ends all of it on Ctrl-C, and after a kill -9 starts again', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const first = await startProgram();
  expect((await fetch(`${first.baseUrl}/health/ready`)).status).toBe(200);
  first.program.kill('SIGINT');
  first.program.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(first.output()).toContain('Everything has ended.');
  const second = await startProgram();
  second.program.kill('SIGKILL');
  await second.ended;
  const third = await startProgram();
  expect((await fetch(`${third.baseUrl}/health/ready`)).status).toBe(200);
  expect(run(['doctor']).output).not.toMatch(/^!! +(?!The web)/m);
  expect(run(['audit', 'verify'])).toMatchObject({ status: 0 });
  expect(run(agreement('2026-01-01')).output).toContain('No such organisation was found.');
  third.program.kill('SIGTERM');
  expect(await third.ended).toBe(0);
});

test('a port that was asked for and is taken is a sentence', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  await expect(startProgram({ KOPLIETA_PORT: port })).rejects.toThrow(
    /is taken, or may not be used/,
  );
  other.close();
});
