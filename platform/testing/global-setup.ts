import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres.ts';
import { openKeyring } from '../keys/keyring.ts';
import { makeRunFolder, sweepLeftovers } from './run-folder.ts';
import { dropTemplate, makeTemplate, type TestDatabase } from './test-server-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testDatabase: TestDatabase;
  }
}

const MEMORY_FOLDER = '/dev/shm';
const MEMORY_BYTES_MIN = 4 * 1_024 ** 3;

interface TestServer {
  adminUrl: string;
  stop(): Promise<void>;
}

/**
 * Once for each run: a server and a migrated template database, and a folder in which all temporary files
 * of the tests lie; taken away at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const place of [MEMORY_FOLDER, tmpdir()]) sweepLeftovers(place);
  const folder = makeRunFolder(spaciousFolder());
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  const server = process.env.DATABASE_URL
    ? { adminUrl: process.env.DATABASE_URL, stop: async () => {} }
    : await startTestServer(folder);
  const database = await makeTemplate(server.adminUrl);
  project.provide('testDatabase', database);
  let ended: Promise<void> | undefined;
  const end = () => {
    ended ??= dropTemplate(database)
      .finally(server.stop)
      .finally(() => rmSync(folder, { recursive: true, force: true }));
    return ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  return end;
}

async function startTestServer(folder: string): Promise<TestServer> {
  const keys = openKeyring(randomBytes(32));
  const { adminUrl, stop } = await startEmbeddedPostgres({ folder, keys, durable: false });
  return { adminUrl, stop };
}

/**
 * Memory where there is enough of it: each test has a database of its own, which is some 900 files, and
 * making them on a disk took ten times the processor time. So it is with installations of whole programs.
 */
function spaciousFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    if (bavail * bsize >= MEMORY_BYTES_MIN) return MEMORY_FOLDER;
  } catch {
    // Not every system has it.
  }
  return tmpdir();
}
