import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '../../apps/server/open-installation.ts';
import { openBenchInstallation, removeInstallation } from '../installation.ts';
import { type BenchServer, benchEnvironment, startServer } from '../server.ts';

/** A server in a process of its own, and the same installation opened beside it. */
export interface Served {
  server: BenchServer;
  installation: Installation;
}

/** Starts a server with a simulated country of so many persons, does something with it, and leaves nothing. */
export async function withBenchServer(
  persons: number,
  work: (served: Served) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
  // The embedded database, which does not run as root, must be able to enter it.
  chmodSync(folder, 0o755);
  const environment = benchEnvironment(folder, persons);
  try {
    const server = await startServer(environment);
    try {
      const installation = await openBenchInstallation(environment);
      await work({ server, installation }).finally(installation.close);
    } finally {
      await server.stop();
    }
  } finally {
    // What goes wrong here must not hide what went wrong before.
    await removeInstallation(environment).catch(console.error);
  }
}
