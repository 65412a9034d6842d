import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '../apps/server/open-installation.ts';
import { noteChangedPersons } from '../modules/entitlements/index.ts';
import { listPersonIds, recordFacts } from '../modules/persons/index.ts';
import { rigaDay } from '../platform/clock/day.ts';
import { authoriseLoad, type Subject } from './authorise.ts';
import { openBenchInstallation, removeInstallation } from './installation.ts';
import { benchEnvironment, startServer } from './server.ts';

const REGISTER = 'disability';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const GROUPS = ['group-1', 'group-2', 'group-3'];
const BATCH_PERSONS = 100;
const LOOK_EVERY_MS = 10;
const CONNECTIONS = 4;
const ROUND_SECONDS = 5;

/**
 * From the facts of a register to the entitlements, through the server's own follower, with the
 * country's real reliefs: so many persons a second, another disability each time; then everybody at
 * once. Authorisations run beside, and before, so that it shows what one costs the other.
 */
export async function benchFollow(persons: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
  chmodSync(folder, 0o755);
  const environment = benchEnvironment(folder, persons);
  try {
    const server = await startServer(environment);
    try {
      const installation = await openBenchInstallation(environment);
      try {
        await measure(installation, await authoriseLoad(server.baseUrl, installation));
      } finally {
        await installation.close();
      }
    } finally {
      await server.stop();
    }
  } finally {
    await removeInstallation(environment).catch(console.error);
  }
}

async function measure(installation: Installation, authorise: Subject): Promise<void> {
  const { context } = installation;
  const ids = await listPersonIds(context, { after: FIRST_ID, limit: 10_000_000 });
  await authorise(CONNECTIONS, ROUND_SECONDS);
  tellAuthorise('alone', await authorise(CONNECTIONS, ROUND_SECONDS));
  for (const perSecond of [100, 1_000]) {
    tellDelays(`${perSecond} a second`, await changeSteadily(installation, ids, perSecond));
  }
  const beside = changeSteadily(installation, ids, 1_000);
  tellAuthorise('beside 1,000 a second', await authorise(CONNECTIONS, ROUND_SECONDS));
  tellDelays('1,000 a second, with authorisations', await beside);
  const begunMs = performance.now();
  for (let start = 0; start < ids.length; start += 1_000) {
    await change(installation, ids.slice(start, start + 1_000), start);
  }
  const loadedMs = performance.now();
  tellAuthorise('beside a load', await authorise(CONNECTIONS, ROUND_SECONDS));
  while ((await stillWaiting(installation)).size > 0) await sleep(LOOK_EVERY_MS * 10);
  const [loaded, followed] = [loadedMs - begunMs, performance.now() - begunMs];
  console.log(
    `a load          ${ids.length} persons recorded in ${(loaded / 1_000).toFixed(1)} s, ` +
      `followed ${(followed / 1_000).toFixed(1)} s after its begin`,
  );
}

let round = 0;

/** Milliseconds from the beginning of each recording until everybody of it is followed. */
async function changeSteadily(
  installation: Installation,
  ids: readonly string[],
  perSecond: number,
): Promise<number[]> {
  const begun = new Map<number, number>();
  const delays: number[] = [];
  const writing = new Set<number>();
  const batches = (perSecond / BATCH_PERSONS) * ROUND_SECONDS;
  const look = async () => {
    const known = new Map([...begun].filter(([batch]) => !writing.has(batch)));
    const waiting = await stillWaiting(installation);
    for (const [batch, atMs] of known) {
      if (waiting.has(batch)) continue;
      delays.push(performance.now() - atMs);
      begun.delete(batch);
    }
  };
  const looking = { on: true };
  const looker = (async () => {
    while (looking.on || begun.size > 0) {
      await look();
      await sleep(LOOK_EVERY_MS);
    }
  })();
  const startMs = performance.now();
  const writers: Promise<void>[] = [];
  for (let batch = 0; batch < batches; batch++) {
    await sleep(
      Math.max(0, startMs + (batch * BATCH_PERSONS * 1_000) / perSecond - performance.now()),
    );
    round += 1;
    const mark = round;
    const first = (batch * BATCH_PERSONS) % Math.max(1, ids.length - BATCH_PERSONS);
    begun.set(mark, performance.now());
    writing.add(mark);
    writers.push(
      change(installation, ids.slice(first, first + BATCH_PERSONS), mark).then(
        () => void writing.delete(mark),
      ),
    );
  }
  await Promise.all(writers);
  looking.on = false;
  await looker;
  return delays;
}

/** As the follower of a register does; the batch is told from others by its instant. */
async function change({ context }: Installation, personIds: readonly string[], mark: number) {
  const validFrom = rigaDay(context.clock.now());
  await context.db.transaction(async (db) => {
    const inside = { ...context, db, clock: { now: () => context.clock.now() } };
    const facts = personIds.map((personId, position) => ({
      personId,
      kind: 'disability',
      value: GROUPS[(position + mark) % GROUPS.length] ?? '',
      validFrom,
      validTo: null,
    }));
    await recordFacts(inside, { register: REGISTER, personIds, facts });
    await noteChangedPersons(
      { ...inside, clock: { now: () => new Date(mark) } },
      personIds.map((personId) => ({ personId, kinds: ['disability'] })),
    );
  });
}

async function stillWaiting({ context }: Installation): Promise<Set<number>> {
  const rows = await context.db.query<{ mark: number }>(
    `select distinct (extract(epoch from noted_at) * 1000)::integer as mark
     from entitlements.waiting_persons`,
  );
  return new Set(rows.map(({ mark }) => mark));
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
