import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '../../apps/server/open-installation.ts';
import { addInformationSystem, createSystemKey } from '../../modules/exchange/index.ts';
import { addPersons } from '../../modules/persons/index.ts';
import { rigaDay } from '../../platform/clock/day.ts';
import { authoriseLoad, type Subject } from '../authorise.ts';
import { databaseCpuSeconds } from '../database.ts';
import { type Measured, median } from '../load.ts';
import { readMetric } from '../server.ts';
import { type Served, withBenchServer } from './served.ts';

const COUNTRY_PERSONS = 20_000;
const INSTITUTION = 'veselibas-un-darbspeju-ekspertizes-arstu-valsts-komisija';
const UPLOAD = '/exchange/v1/data-sets/vdeavk-disability/1/uploads/bench';
const REGISTER = 'disability';
const GROUPS = ['I', 'II', 'III'];
const BATCH_PERSONS = 5_000;
const LINES_A_PIECE = 1_000;
const CONNECTIONS = 4;
const ROUND_SECONDS = 5;
const TELL_EVERY_MS = 10_000;
const MEBIBYTE = 1_048_576;

/**
 * A register of so many persons, each with a disability, is loaded whole: one upload over REST, through
 * the server's followers and its set-based engine, with the country's real reliefs. Authorisations by
 * others run beside it, and before.
 */
export async function benchWholeRegister(records: number): Promise<void> {
  await withBenchServer(COUNTRY_PERSONS, async (served) => {
    const { server, installation } = served;
    const codes = await addStrangers(installation, records);
    const authorise = await authoriseLoad(server.baseUrl, installation);
    await measure({ ...served, codes }, authorise);
  });
}

interface Scene extends Served {
  codes: readonly string[];
}

/** Persons beside those of the simulated country, of whom nothing else is known. */
async function addStrangers({ context }: Installation, count: number): Promise<string[]> {
  const codes: string[] = [];
  for (let start = 0; start < count; start += BATCH_PERSONS) {
    const some = Array.from({ length: Math.min(BATCH_PERSONS, count - start) }, (_, index) =>
      codeOf(start + index),
    );
    const statements = some.map((personalCode, index) => {
      const birthDate = `${1930 + (index % 90)}-0${1 + (index % 9)}-1${index % 10}` as const;
      return { personalCode, name: 'Svešs Cilvēks', birthDate, deathDate: null };
    });
    await addPersons(context, statements);
    codes.push(...some);
  }
  return codes;
}

function codeOf(number: number): string {
  const digits = String(number).padStart(8, '0');
  return `329${digits.slice(0, 3)}-${digits.slice(3)}`;
}

async function measure(scene: Scene, authorise: Subject): Promise<void> {
  const { codes } = scene;
  await authorise(CONNECTIONS, ROUND_SECONDS);
  tellAuthorise('alone', [await authorise(CONNECTIONS, ROUND_SECONDS)]);
  const watch = watchProgress(scene);
  const cpu = await readCpu(scene);
  const load = { isFollowed: false };
  const rounds: Measured[] = [];
  const beside = (async () => {
    while (!load.isFollowed) rounds.push(await authorise(CONNECTIONS, ROUND_SECONDS));
  })();
  const begunMs = performance.now();
  const seconds = () => ((performance.now() - begunMs) / 1_000).toFixed(1);
  await sendRegister(scene);
  const sent = seconds();
  console.log(`records         ${codes.length} taken in after ${sent} s`);
  while ((await readWaiting(scene)) !== 0) await sleep(500);
  const followed = seconds();
  const used = await readCpu(scene);
  load.isFollowed = true;
  await beside;
  const peak = await watch.stop();
  console.log(`entitlements    of the last one followed after ${followed} s`);
  const each = (one: number) => ((one * 1e6) / codes.length).toFixed(0);
  console.log(
    `processor time  ${each(used.server - cpu.server)} µs a record in Node, ` +
      `${each(used.database - cpu.database)} in PostgreSQL, authorisations included`,
  );
  tellAuthorise('beside', rounds);
  console.log(`memory          ${peak.before} MiB before, at most ${peak.most} MiB`);
}

/** Changes that are not known yet, and persons whose entitlements do not follow yet. */
async function readWaiting({ installation }: Scene): Promise<number> {
  const [row] = await installation.context.db.query<{ waiting: number }>(
    `select (select count(*) from entitlements.waiting_persons) + (
       select count(*) from exchange.changes changed
       join exchange.versions version on version.id = changed.version_id
       join exchange.data_sets one on one.id = version.data_set_id
       where one.code = 'vdeavk-disability' and changed.position >
         (select position from registers.followed where register = $1::text)
     ) as waiting`,
    [REGISTER],
  );
  return row?.waiting ?? 0;
}

/** One request whose lines are made while they are read: nothing of the size of the register is held. */
async function sendRegister({ server, installation, codes }: Scene): Promise<void> {
  const { context } = installation;
  await addInformationSystem(context, { institution: INSTITUTION, code: 'bench', name: 'Bench' });
  const { keyText } = await createSystemKey(context, { system: 'bench', expiresAt: null });
  const now = context.clock.now();
  const [day, changedAt] = [rigaDay(now), now.toISOString()];
  function* lines() {
    for (let start = 0; start < codes.length; start += LINES_A_PIECE) {
      const some = codes.slice(start, start + LINES_A_PIECE).map((personalCode, index) => {
        const decisions = [{ number: 'B-1', group: GROUPS[index % GROUPS.length], from: day }];
        const upsert = { personalCode, changedAt, holdsSince: day, decisions };
        return `${JSON.stringify({ upsert })}\n`;
      });
      yield Buffer.from(some.join(''));
    }
  }
  const answer = await fetch(`${server.baseUrl}${UPLOAD}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${keyText}`, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(lines())) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  const report = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${report}`);
  console.log(`upload          ${report}`);
}

/** Tells what the operator's metrics say meanwhile, and how much the server's process held. */
function watchProgress({ server }: Scene) {
  const watch = { on: true, before: 0, most: 0 };
  const begunMs = performance.now();
  let toldMs = begunMs;
  const watching = (async () => {
    while (watch.on) {
      const held = Math.round(
        (await readMetric(server, 'process_resident_memory_bytes')) / MEBIBYTE,
      );
      watch.before ||= held;
      watch.most = Math.max(watch.most, held);
      if (performance.now() - toldMs > TELL_EVERY_MS) {
        toldMs = performance.now();
        const behind = `koplieta_register_behind_changes{register="${REGISTER}"}`;
        console.log(
          `after ${((toldMs - begunMs) / 1_000).toFixed(0).padStart(4)} s    ` +
            `${await readMetric(server, behind)} changes not known, ` +
            `${await readMetric(server, 'koplieta_entitlements_waiting')} persons wait, ${held} MiB, ` +
            `event loop p99 ${((await readMetric(server, 'nodejs_eventloop_lag_p99_seconds')) * 1_000).toFixed(0)} ms`,
        );
      }
      await sleep(1_000);
    }
  })();
  return {
    stop: async () => {
      watch.on = false;
      await watching;
      return watch;
    },
  };
}

async function readCpu({ server, installation }: Scene) {
  return {
    server: await readMetric(server, 'process_cpu_seconds_total'),
    database: await databaseCpuSeconds(installation.pool),
  };
}

function tellAuthorise(what: string, rounds: readonly Measured[]): void {
  const of = (read: (one: Measured) => number) => median(rounds.map(read)).toFixed(0);
  const most = Math.max(...rounds.map(({ p99Ms }) => p99Ms));
  console.log(
    `authorise       ${what}: ${of(({ perSecond }) => perSecond)} a second, ` +
      `p50 ${of(({ p50Ms }) => p50Ms)} ms, p99 ${of(({ p99Ms }) => p99Ms)} ms ` +
      `(worst of ${rounds.length} rounds ${most} ms), ` +
      `${rounds.reduce((sum, { refused }) => sum + refused, 0)} refused`,
  );
}
