import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { applyLoad, type Measured, median } from '../load.ts';
import type { ByKeyServer } from './by-key-server.ts';

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
    const rounds: Record<'permitted' | 'floor', Round[]> = { permitted: [], floor: [] };
    const measure = async (path: string): Promise<Round> => {
      const before = await processorOf(child);
      const measured = await load(server, path, seconds);
      const answered = measured.perSecond * seconds + measured.refused;
      return {
        ...measured,
        processorMs: ((await processorOf(child)) - before) * (1_000 / answered),
      };
    };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.floor.push(await measure('/floor/by-key'));
      rounds.permitted.push(await measure('/exchange/v1/data-sets/bench-register/1/by-key'));
    }
    tell('floor', rounds.floor, rounds.floor);
    tell('by permission', rounds.permitted, rounds.floor);
  } finally {
    if (child.connected) child.disconnect();
    if (child.exitCode === null) await once(child, 'exit');
  }
}

interface Round extends Measured {
  /** Of the server's process and the database's sessions, for one answer. */
  processorMs: number;
}

async function processorOf(child: ChildProcess): Promise<number> {
  child.send('processor');
  const [seconds] = (await once(child, 'message')) as [number];
  return seconds;
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

function tell(name: string, rounds: readonly Round[], floor: readonly Round[]): void {
  const of = (list: readonly Round[], what: keyof Round) => median(list.map((one) => one[what]));
  const perSecond = of(rounds, 'perSecond');
  const processorMs = of(rounds, 'processorMs');
  const refused = rounds.reduce((sum, one) => sum + one.refused, 0);
  console.log(
    `${name.padEnd(14)} ${perSecond.toFixed(0)} a second, p99 ${of(rounds, 'p99Ms')} ms, ` +
      `${processorMs.toFixed(2)} ms of processor each, ${refused} refused; of the floor ` +
      `${(perSecond / of(floor, 'perSecond')).toFixed(2)} by the clock, ` +
      `${(of(floor, 'processorMs') / processorMs).toFixed(2)} by processor time`,
  );
}
