import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '../../apps/server/open-installation.ts';
import { addInformationSystem, createSystemKey } from '../../modules/exchange/index.ts';
import { rigaDay } from '../../platform/clock/day.ts';
import { authoriseLoad, type Subject } from '../authorise.ts';
import { databaseCpuSeconds } from '../database.ts';
import { type BenchServer, readServerCpuSeconds } from '../server.ts';
import { withBenchServer } from './served.ts';

const REGISTER = 'disability';
const DATA_SET = 'vdeavk-disability/1';
const INSTITUTION = 'veselibas-un-darbspeju-ekspertizes-arstu-valsts-komisija';
const GROUPS = ['I', 'II', 'III'];
const BATCH_PERSONS = 100;
const LOAD_PERSONS = 1_000;
const LOOK_EVERY_MS = 10;
const CONNECTIONS = 4;
const ROUND_SECONDS = 5;

/**
 * From a call of a register's own system over REST to the entitlements, through the server's followers,
 * with the country's real reliefs: so many persons a second, another disability each time; then
 * everybody at once. Authorisations run beside, and before: it shows what one costs the other.
 */
export async function benchFollow(persons: number): Promise<void> {
  await withBenchServer(persons, async ({ server, installation }) => {
    const register = await openRegister(installation, server);
    await measure(register, await authoriseLoad(server.baseUrl, installation));
  });
}

async function measure(register: Register, authorise: Subject): Promise<void> {
  await authorise(CONNECTIONS, ROUND_SECONDS);
  tellAuthorise('alone', await authorise(CONNECTIONS, ROUND_SECONDS));
  for (const perSecond of [100, 1_000]) {
    const before = await readCpu(register);
    const delays = await changeSteadily(register, perSecond);
    const after = await readCpu(register);
    tellDelays(`${perSecond} a second`, delays);
    const each = (seconds: number) => ((seconds * 1_000) / (perSecond * ROUND_SECONDS)).toFixed(2);
    console.log(
      `processor time  ${each(after.server - before.server)} ms a person in Node, ` +
        `${each(after.database - before.database)} in PostgreSQL`,
    );
  }
  const beside = changeSteadily(register, 1_000);
  tellAuthorise('beside 1,000 a second', await authorise(CONNECTIONS, ROUND_SECONDS));
  tellDelays('1,000 a second, with authorisations', await beside);
  const { persons } = register;
  const begunMs = performance.now();
  let position = 0;
  for (let start = 0; start < persons.length; start += LOAD_PERSONS) {
    position = await register.send(persons.slice(start, start + LOAD_PERSONS));
  }
  const sentMs = performance.now();
  tellAuthorise('beside a load', await authorise(CONNECTIONS, ROUND_SECONDS));
  const everybody = { begunMs, position, personIds: persons.map(({ id }) => id) };
  while (!isFollowed(everybody, await readFollowed(register))) await sleep(LOOK_EVERY_MS * 10);
  const [sent, followed] = [sentMs - begunMs, performance.now() - begunMs];
  console.log(
    `a load          ${persons.length} persons sent in ${(sent / 1_000).toFixed(1)} s, ` +
      `followed ${(followed / 1_000).toFixed(1)} s after its begin`,
  );
}

async function readCpu({ server, installation }: Register) {
  return {
    server: await readServerCpuSeconds(server),
    database: await databaseCpuSeconds(installation.pool),
  };
}

interface Batch {
  begunMs: number;
  personIds: readonly string[];
  /** Of the last of its changes; none while it is being sent. */
  position?: number;
}

/** Milliseconds from the beginning of each call until everybody of it is followed. */
async function changeSteadily(register: Register, perSecond: number): Promise<number[]> {
  const underWay = new Set<Batch>();
  const delays: number[] = [];
  const looking = { on: true };
  const looker = (async () => {
    while (looking.on || underWay.size > 0) {
      const sent = [...underWay].filter(({ position }) => position !== undefined);
      const followed = await readFollowed(register);
      for (const batch of sent) {
        if (!isFollowed(batch, followed)) continue;
        delays.push(performance.now() - batch.begunMs);
        underWay.delete(batch);
      }
      await sleep(LOOK_EVERY_MS);
    }
  })();
  const startMs = performance.now();
  const calls: Promise<void>[] = [];
  const batches = (perSecond / BATCH_PERSONS) * ROUND_SECONDS;
  for (let number = 0; number < batches; number++) {
    const dueMs = startMs + (number * BATCH_PERSONS * 1_000) / perSecond;
    await sleep(Math.max(0, dueMs - performance.now()));
    const persons = register.take(BATCH_PERSONS);
    const personIds = persons.map(({ id }) => id);
    const batch: Batch = { begunMs: performance.now(), personIds };
    underWay.add(batch);
    calls.push(
      register.send(persons).then((position) => {
        batch.position = position;
      }),
    );
  }
  await Promise.all(calls);
  looking.on = false;
  await looker;
  return delays;
}

interface Followed {
  position: number;
  waiting: ReadonlySet<string>;
}

/** In one statement, so of one moment: how far the register is followed, and who waits. */
async function readFollowed({ installation }: Register): Promise<Followed> {
  const [row] = await installation.context.db.query<{ position: number; waiting: string[] }>(
    `select position, array(select person_id from entitlements.waiting_persons) as waiting
     from registers.followed where register = $1::text`,
    [REGISTER],
  );
  return { position: row?.position ?? 0, waiting: new Set(row?.waiting) };
}

function isFollowed({ position, personIds }: Batch, followed: Followed): boolean {
  if (position === undefined || followed.position < position) return false;
  return !personIds.some((id) => followed.waiting.has(id));
}

interface Insured {
  id: string;
  personalCode: string;
}

interface Register {
  server: BenchServer;
  installation: Installation;
  persons: readonly Insured[];
  /** The next so many persons, in turn. */
  take(count: number): Insured[];
  /** Sends another group of disability of each; gives the position of the last change. */
  send(persons: readonly Insured[]): Promise<number>;
}

/** The institution's own system, with its key, over the REST API. */
async function openRegister(installation: Installation, server: BenchServer): Promise<Register> {
  const { baseUrl } = server;
  const { context } = installation;
  await addInformationSystem(context, { institution: INSTITUTION, code: 'bench', name: 'Bench' });
  const { keyText } = await createSystemKey(context, { system: 'bench', expiresAt: null });
  const rows = await installation.pool.query<{ id: string; code: Buffer }>(
    'select id, personal_code_encrypted as code from persons.persons order by id',
  );
  const persons = rows.map(({ id, code }) => ({ id, personalCode: context.keys.decrypt(code) }));
  let next = 0;
  let turn = 0;
  return {
    server,
    installation,
    persons,
    take: (count) => {
      if (next + count > persons.length) next = 0;
      next += count;
      return persons.slice(next - count, next);
    },
    send: async (some) => {
      turn += 1;
      const now = context.clock.now();
      const [day, changedAt] = [rigaDay(now), now.toISOString()];
      const changes = some.map(({ personalCode }, index) => {
        const group = GROUPS[(index + turn) % GROUPS.length];
        const decisions = [{ number: `B-${turn}`, group, from: day }];
        return { upsert: { personalCode, changedAt, holdsSince: day, decisions } };
      });
      const answer = await fetch(`${baseUrl}/exchange/v1/data-sets/${DATA_SET}/records`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keyText}`, 'content-type': 'application/json' },
        body: JSON.stringify({ changes }),
      });
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
      const { outcomes } = (await answer.json()) as { outcomes: { position: number | null }[] };
      return Math.max(...outcomes.map(({ position }) => position ?? 0));
    },
  };
}

function tellDelays(what: string, delaysMs: readonly number[]): void {
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(0);
  console.log(`followed        ${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (goal: below 1,000)`);
}

function tellAuthorise(
  what: string,
  { perSecond, p50Ms, p99Ms }: { perSecond: number; p50Ms: number; p99Ms: number },
): void {
  console.log(
    `authorise       ${what}: ${perSecond.toFixed(0)} a second, p50 ${p50Ms} ms, p99 ${p99Ms} ms`,
  );
}
