import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { browserByHand } from '../../modules/identity/testing/browser-by-hand.ts';
import { simulatedAccessKey } from '../../modules/providers/index.ts';
import { sealAudit } from '../../platform/audit/index.ts';
import { parseConfig } from '../../platform/config/config.ts';
import { silentLog } from '../../platform/log/log.ts';
import { createProgress } from '../../platform/progress/progress.ts';
import { createIdsClient, type IdsClient, IdsRefusal, newTransactionId } from '../../sdk/index.ts';
import { type Habit, habitsOf } from '../terminal/habits.ts';
import { openInstallation, openInstallationKeys } from './open-installation.ts';
import { testProgram } from './testing/program.ts';

const TEST_TIMEOUT_MS = 180_000;
const CONFIRMED_BEFORE_CRASH = 60;
const TERMINALS_AT_ONCE = 4;
const PATIENCE_MS = 60_000;

const program = testProgram({ KOPLIETA_PERSONS: '200' });
const country = join(program.folder, 'installation', 'country');

/** One of the systems of the simulated country, and what people do at its terminals. */
interface Place {
  ids: string;
  habits: Habit[];
}

/** What a client keeps: it cannot know more than the answers that it got. */
interface Kept {
  ids: string;
  transactionId: string;
  /** What the answer to the confirm said; none when no answer came. */
  confirmed?: { priceCents: number; reliefCents: number };
}

function clientOf(ids: string, baseUrl: string): IdsClient {
  const keys = openInstallationKeys(parseConfig(program.environment()));
  const accessKey = simulatedAccessKey(keys, ids).keyText;
  return createIdsClient({ baseUrl, accessKey, attemptsMax: 1, timeoutMs: 20_000 });
}

async function openPlaces(baseUrl: string): Promise<Place[]> {
  const cards = new Map<string, string[]>();
  const lines = createInterface({ input: createReadStream(join(country, 'issuers/means.ndjson')) });
  for await (const line of lines) {
    const { kind, value } = JSON.parse(line) as { kind: string; value: string };
    cards.set(kind, [...(cards.get(kind) ?? []), value]);
  }
  const { providers } = JSON.parse(readFileSync(join(country, 'providers.json'), 'utf8')) as {
    providers: { ids: { code: string }[] }[];
  };
  const places = providers.map(async ({ ids: [ids] }) => {
    const client = clientOf(ids?.code ?? '', baseUrl);
    const habits = habitsOf(await client.items(), await client.terminals(), cards);
    return { ids: ids?.code ?? '', habits };
  });
  return (await Promise.all(places)).filter(({ habits }) => habits.length > 0);
}

/** Authorises and confirms until the server is gone, and keeps what the answers said. */
function startTraffic(
  baseUrl: string,
  places: readonly Place[],
): { kept: Kept[]; gone: Promise<unknown> } {
  const kept: Kept[] = [];
  const clients = new Map(places.map(({ ids }) => [ids, clientOf(ids, baseUrl)]));
  const serve = async (terminal: number) => {
    for (let turn = terminal; ; turn++) {
      const place = places[turn % places.length];
      const habit = place?.habits[turn % place.habits.length];
      const client = clients.get(place?.ids ?? '');
      const value = habit?.cards[turn % habit.cards.length];
      if (!place || !habit || !client || !value) throw new Error('There is nobody to serve.');
      const transactionId = newTransactionId();
      const terminalAt = new Date().toISOString();
      try {
        const asked = { transactionId, terminal: habit.terminal, terminalAt, means: { value } };
        await client.authorise({ ...asked, lines: habit.basket() });
        const one: Kept = { ids: place.ids, transactionId };
        kept.push(one);
        const { priceCents, reliefCents } = await client.confirm(transactionId, { terminalAt });
        one.confirmed = { priceCents, reliefCents };
      } catch (error) {
        if (!(error instanceof IdsRefusal)) return;
      }
    }
  };
  const terminals = Array.from({ length: TERMINALS_AT_ONCE }, (_, index) => serve(index));
  return { kept, gone: Promise.all(terminals) };
}

async function untilConfirmed(kept: readonly Kept[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (kept.filter(({ confirmed }) => confirmed).length < CONFIRMED_BEFORE_CRASH) {
    if (Date.now() > deadline) throw new Error('The traffic is too thin.');
    await sleep(20);
  }
}

/** Each confirm again: the first answer when there was one, and never a second act. */
async function checkEach(kept: readonly Kept[], clients: Map<string, IdsClient>): Promise<void> {
  for (const { ids, transactionId, confirmed } of kept) {
    const client = clients.get(ids);
    const again = await client?.confirm(transactionId, { terminalAt: new Date().toISOString() });
    if (confirmed) expect(again).toMatchObject(confirmed);
    const found = await client?.get(transactionId);
    expect(found?.acts.map(({ kind }) => kind)).toEqual(['authorised', 'confirmed']);
  }
}

/** The books as a whole: what the client adds up is what the platform adds up. */
async function checkTotals(kept: readonly Kept[], clients: Map<string, IdsClient>): Promise<void> {
  for (const [ids, client] of clients) {
    const own = kept.filter((one) => one.ids === ids);
    const details = await Promise.all(own.map((one) => client.get(one.transactionId)));
    for (const [day, ofDay] of Map.groupBy(details, (one) => one.day)) {
      const reliefCents = ofDay.reduce((sum, one) => sum + one.reliefCents, 0);
      const priceCents = ofDay.reduce((sum, one) => sum + one.priceCents, 0);
      const confirmed = { count: ofDay.length, priceCents, reliefCents };
      const totals = await client.dailyTotals({
        day,
        confirmed,
        refunded: { count: 0, reliefCents: 0 },
      });
      expect(totals).toMatchObject({ agrees: true, differences: [] });
    }
  }
}

/** What was answered before the kill is in the audit once, though nobody may have sealed it by then. */
async function checkAudit(kept: readonly Kept[]): Promise<void> {
  const config = parseConfig(program.environment());
  const progress = createProgress(() => {});
  const installation = await openInstallation(config, {
    command: 'test',
    log: silentLog,
    progress,
  });
  try {
    while ((await sealAudit(installation.context)) > 0);
    const rows = await installation.pool.query<{ content: string }>(
      `select content from audit.records record
       where act = 'transactions.confirmed'
         and exists (select from audit.blocks where record.id = any (record_ids))`,
    );
    const noted = rows.map(({ content }) => JSON.parse(content).transactionId);
    const confirmed = kept.filter((one) => one.confirmed).map((one) => one.transactionId);
    expect(confirmed.length).toBeGreaterThanOrEqual(CONFIRMED_BEFORE_CRASH);
    for (const id of confirmed)
      expect(
        noted.filter((one) => one === id),
        id,
      ).toHaveLength(1);
  } finally {
    await installation.close();
  }
}

/** The database first, so that no program can end it in order: its crash recovery is what counts. */
function killAll(server: { kill(signal: 'SIGKILL'): boolean }): void {
  const file = join(program.folder, 'installation', 'postgres', 'postmaster.pid');
  process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
  server.kill('SIGKILL');
}

/** Goes through signing on until the provider gave its code, and stops before a token is asked for. */
async function signOnUntilCode(baseUrl: string) {
  const browser = browserByHand(baseUrl);
  const { body } = await browser.visit('/login/v1/simulated-persons');
  const [person] = JSON.parse(body).persons as { personId: string; name: string }[];
  const choice = await browser.visit('/login/v1/start');
  const { url: callback } = await browser.visit(`${choice.url}/simulated-person`, {
    ...{ method: 'POST', form: { personId: person?.personId ?? '' } },
    stopAt: '/login/v1/callback',
  });
  return { browser, callback, name: person?.name };
}

test('what was confirmed before a kill -9 of server and database is there after it, and who was signing on goes on', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const first = await program.start();
  const places = await openPlaces(first.baseUrl);
  const { kept, gone } = startTraffic(first.baseUrl, places);
  const { browser, callback, name } = await signOnUntilCode(first.baseUrl);
  await untilConfirmed(kept);
  killAll(first.process);
  await gone;
  await first.ended;

  const second = await program.start({ KOPLIETA_PORT: new URL(first.baseUrl).port });
  // Who was signing on goes on with the code that the server gave which is no more.
  await browser.visit(callback);
  const session = await browser.visit('/login/v1/session');
  expect(JSON.parse(session.body)).toMatchObject({ kind: 'person', name });
  const clients = new Map(places.map(({ ids }) => [ids, clientOf(ids, second.baseUrl)]));
  await checkEach(kept, clients);
  await checkTotals(kept, clients);
  await checkAudit(kept);
  const verified = program.run(['audit', 'verify']);
  expect(verified.output).toContain('Everything is as it was written.');
  expect(verified.status).toBe(0);
  second.process.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});
