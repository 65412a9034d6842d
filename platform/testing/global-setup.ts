import type { TestProject } from 'vitest/node';
import { dropTemplate, makeTemplate, type TestDatabase } from './test-server-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testDatabase: TestDatabase;
  }
}

/** Once for each run: a server and a migrated template database, taken away at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const adminUrl = process.env.DATABASE_URL;
  if (!adminUrl) throw new Error('Set DATABASE_URL to an administrator of a PostgreSQL server.');
  const database = await makeTemplate(adminUrl);
  project.provide('testDatabase', database);
  let ended: Promise<void> | undefined;
  const end = () => {
    ended ??= dropTemplate(database);
    return ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  return end;
}
