import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ByKeyServer } from './by-key-server.ts';
import { applyLoad, type Measured, median } from './load.ts';

const ROUNDS = 3;
const CONNECTIONS = 16;

/**
 * Reading a record by its key over HTTP, with permission, use log, audit, filter of fields and of rows,
 * beside a route that only knows who asks and reads the record. They take turns.
 */
export async function benchByKey(seconds: number): Promise<void> {
  const child = fork(new URL('./by-key-server.ts', import.meta.url));
  try {
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('The server ended.')));
    const [server] = (await Promise.race([once(child, 'message'), ended])) as [ByKeyServer];
    const rounds: Record<'permitted' | 'floor', Measured[]> = { permitted: [], floor: [] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.floor.push(await load(server, '/floor/by-key', seconds));
      const path = '/exchange/v1/data-sets/bench-register/1/by-key';
      rounds.permitted.push(await load(server, path, seconds));
    }
    const floor = median(rounds.floor.map(({ perSecond }) => perSecond));
    tell('floor', rounds.floor, floor);
    tell('by permission', rounds.permitted, floor);
  } finally {
    if (child.connected) child.disconnect();
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function load(server: ByKeyServer, path: string, seconds: number): Promise<Measured> {
  let next = 0;
  const body = () => {
    next = (next + 7_919) % server.records;
    const digits = String(next).padStart(9, '0');
    const personCode = `32${String(next).padStart(4, '0').slice(0, 4)}-${digits.slice(4)}`;
    return JSON.stringify({ keys: [{ personCode }] });
  };
  const headers = {
    authorization: `Bearer ${server.keyText}`,
    'x-koplieta-permission': server.permission,
  };
  const url = `${server.baseUrl}${path}`;
  return await applyLoad({ url, connections: CONNECTIONS, seconds, headers, body });
}

function tell(name: string, rounds: readonly Measured[], floor: number): void {
  const perSecond = median(rounds.map((one) => one.perSecond));
  const p99Ms = median(rounds.map((one) => one.p99Ms));
  const refused = rounds.reduce((sum, one) => sum + one.refused, 0);
  console.log(
    `${name.padEnd(14)} ${perSecond.toFixed(0)} a second, p99 ${p99Ms} ms, ${refused} refused, ` +
      `${(perSecond / floor).toFixed(2)} × the floor`,
  );
}
