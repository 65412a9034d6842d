import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { openKeyring } from '../../keys/keyring.ts';
import { linkLibraries, postgresBinaries } from './postgres-binaries.ts';
import { isAlive, readPostmaster } from './postgres-cluster.ts';
import { findServerUser } from './postgres-user.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const isRoot = process.getuid?.() === 0;
const secret = Buffer.alloc(32, 7);
const keys = openKeyring(secret);
let folder = '';
let servers: EmbeddedPostgres[] = [];
let programs: ChildProcess[] = [];
const folders: string[] = [];

function newFolder(mode = 0o755): string {
  const made = mkdtempSync(join(tmpdir(), 'koplieta-embedded-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
}

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) {
  const server = await startEmbeddedPostgres({ folder, keys, durable: false, ...options });
  servers.push(server);
  return server;
}

async function query(server: { adminUrl: string }, text: string) {
  const client = new pg.Client({ connectionString: server.adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another program of the same installation, which can be killed. Resolves when its server answers. */
async function otherProgram(): Promise<{ program: ChildProcess; adminUrl: string }> {
  const module = join(import.meta.dirname, 'start-embedded-postgres.ts');
  const keyring = join(import.meta.dirname, '../../keys/keyring.ts');
  const source = `
    import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    import { openKeyring } from ${JSON.stringify(keyring)};
    const server = await startEmbeddedPostgres({
      folder: ${JSON.stringify(folder)}, keys: openKeyring(Buffer.alloc(32, 7)), durable: true,
    });
    console.log(server.adminUrl);
    setInterval(() => {}, 1000);
  `;
  const program = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  programs.push(program);
  const adminUrl = await new Promise<string>((told) =>
    program.stdout.once('data', (chunk) => told(String(chunk).trim())),
  );
  return { program, adminUrl };
}

async function untilDead(pid: number): Promise<void> {
  for (let waited = 0; waited < 400 && isAlive(pid); waited++) await sleep(25);
  expect(isAlive(pid)).toBe(false);
}

beforeEach(() => {
  folder = newFolder();
});

afterEach(async () => {
  for (const program of programs) program.kill('SIGKILL');
  for (const server of servers) await server.stop();
  servers = [];
  programs = [];
});

afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('keeps what it holds over a stop and a start, and listens on this machine alone', async () => {
  const first = await start({ durable: true });
  await query(first, 'create table kept as select 42 as answer');
  const settings = await query(
    first,
    "select name, setting from pg_settings where name in ('fsync', 'listen_addresses') order by 1",
  );
  expect(settings.map((row) => row.setting)).toEqual(['on', '127.0.0.1']);
  await first.stop();
  const second = await start();
  expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
  const refused = new URL(second.adminUrl);
  refused.password = 'wrong';
  await expect(query({ adminUrl: refused.href }, 'select 1')).rejects.toThrow(/password/);
});

test('ends when its program is killed, and the next one loses nothing', async () => {
  const { program, adminUrl } = await otherProgram();
  await query({ adminUrl }, 'create table kept as select 42 as answer');
  const pid = readPostmaster(join(folder, 'postgres'))?.pid ?? 0;
  expect(isAlive(pid)).toBe(true);
  program.kill('SIGKILL');
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(await query(server, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await untilDead(pid);
});

test('takes the server of another program that lives, and leaves it running', async () => {
  const { adminUrl } = await otherProgram();
  const server = await start();
  expect(server).toMatchObject({ adopted: true, adminUrl });
  await server.stop();
  expect(await query({ adminUrl }, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('stops a server whose program is gone, and starts its own', async () => {
  await (await start()).stop();
  const cluster = join(folder, 'postgres');
  const user = findServerUser();
  const { postgres } = postgresBinaries(user, folder);
  const settings = ['-clisten_addresses=127.0.0.1', '-cunix_socket_directories=', '-cport=54991'];
  const orphan = spawn(postgres, ['-D', cluster, ...settings], {
    ...user,
    cwd: cluster,
    env: {},
    stdio: 'ignore',
    detached: true,
  });
  while (readPostmaster(cluster)?.status !== 'ready') await sleep(25);
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(orphan.exitCode ?? orphan.signalCode).not.toBeNull();
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('two programs that start at once share one server', async () => {
  const both = await Promise.all([start(), start()]);
  expect(both.map((server) => server.adopted).sort()).toEqual([false, true]);
});

test('says that the secret is another one', async () => {
  await (await start()).stop();
  const other = start({ keys: openKeyring(Buffer.alloc(32, 8)) });
  await expect(other).rejects.toThrow(/another secret/);
});

test.runIf(isRoot)('as root, runs as the user postgres', async () => {
  await start();
  expect(statSync(join(folder, 'postgres')).uid).toBe(findServerUser()?.uid);
});

test.runIf(isRoot)(
  'goes elsewhere when its user may not enter the folder, and says so',
  async () => {
    folder = join(newFolder(0o700), '.koplieta');
    const fallbackFolder = newFolder();
    const told: string[] = [];
    const server = await start({ fallbackFolder, tell: (sentence) => told.push(sentence) });
    expect(dirname(server.cluster).startsWith(fallbackFolder)).toBe(true);
    expect(told.join()).toContain(server.cluster);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  },
);

test.runIf(isRoot)('copies the binaries when its user may not enter the project', () => {
  const user = findServerUser();
  const installed = dirname(dirname(dirname(postgresBinaries(undefined, folder).initdb)));
  const closed = join(newFolder(0o700), 'package');
  cpSync(installed, closed, { recursive: true, verbatimSymlinks: true });
  const { initdb } = postgresBinaries(user, folder, closed);
  expect(initdb.startsWith(folder)).toBe(true);
  expect(postgresBinaries(user, folder, closed).initdb).toBe(initdb);
  expect(spawnSync(initdb, ['--version'], { ...user, cwd: '/', env: {} }).status).toBe(0);
});

test('needs no install script of the package, and runs from a copy', () => {
  const binaries = postgresBinaries(undefined, folder);
  const copy = join(folder, 'copy');
  cpSync(dirname(dirname(dirname(binaries.initdb))), copy, {
    recursive: true,
    verbatimSymlinks: true,
  });
  const libraries = join(copy, 'native/lib');
  for (const file of readdirSync(libraries, { withFileTypes: true })) {
    if (file.isSymbolicLink()) rmSync(join(libraries, file.name));
  }
  const run = () => spawnSync(join(copy, 'native/bin/initdb'), ['--version'], { env: {} }).status;
  expect(run()).not.toBe(0);
  linkLibraries(copy);
  linkLibraries(copy);
  expect(run()).toBe(0);
});
