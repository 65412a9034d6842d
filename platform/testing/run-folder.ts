import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../database/embedded/postgres-cluster.ts';

/** With the machine's name: of another one that shares the place no process can be asked for. */
const PREFIX = `koplieta-test-${hostname()}-`;

/** Makes a folder for this run, which its name tells by the process. */
export function makeRunFolder(place: string): string {
  return mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
}

/** Takes away what runs left that were killed: in memory it would soon be all of it. */
export function sweepLeftovers(place: string): void {
  for (const name of listFolder(place)) {
    if (!name.startsWith(PREFIX)) continue;
    const [, owner] = /^(\d+)-/.exec(name.slice(PREFIX.length)) ?? [];
    if (owner === undefined || isAlive(Number(owner))) continue;
    try {
      rmSync(join(place, name), { recursive: true, force: true });
    } catch {
      // Its PostgreSQL is just ending, or it is of another user: a later run tries again.
    }
  }
}

function listFolder(place: string): string[] {
  try {
    return readdirSync(place);
  } catch {
    // Not every system has it.
    return [];
  }
}
