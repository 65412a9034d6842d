import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { awaitPage } from '../mailboxes/await-page.ts';
import { openMailbox } from '../mailboxes/open-mailbox.ts';
import { exchangeContext, LICENCES } from '../testing/exchange-context.ts';
import { startNats } from '../testing/nats.ts';
import { startReceiver } from '../testing/receiver.ts';
import { asSystem } from '../testing/systems.ts';
import { until } from '../testing/until.ts';
import { hooked, put, sending, upTo, wakingOf } from '../testing/webhooks.ts';
import { natsWaking } from './nats-waking.ts';
import { bellFor, SILENT_WAKING, type Waking } from './waking.ts';

const nats = await startNats();
const receiver = await startReceiver();
afterAll(() => Promise.all([nats.stop(), receiver.stop()]));

const WAIT_MS = 60_000;
const never = () => new AbortController().signal;

async function followed() {
  const context = await exchangeContext();
  const own = await asSystem(context, 'm-0099000', 'own');
  const asked = { follows: { dataSet: LICENCES }, permission: null, filter: [] };
  const { id, dataSet } = await openMailbox(own, { ...asked, from: 'now' });
  return { context, own, id, name: `v${dataSet?.versionId ?? 0}` as const };
}

function waking(context: TestContext, options: { natsUrl?: string; relays?: boolean }): Waking {
  const started = wakingOf(context, options);
  onTestFinished(() => started.stop());
  return started;
}

/** Waits until a waking is heard: then it listens. */
async function listening(context: TestContext, one: Waking): Promise<string[]> {
  const heard: string[] = [];
  one.onWake((moved) => void heard.push(moved ?? 'anything'));
  await until(
    async () => {
      await context.db.query(`select pg_notify('exchange_topics', '999')`);
      return heard;
    },
    (words) => words.includes('t999'),
  );
  return heard;
}

describe.each([
  ['PostgreSQL', undefined],
  ['NATS', nats.url],
])('by %s', (_name, natsUrl) => {
  test('what a commit moved is told to every server, by its name', async () => {
    const { context, name } = await followed();
    const servers = [
      waking(context, natsUrl ? { natsUrl } : {}),
      // With NATS this one does not listen to PostgreSQL at all.
      waking(context, natsUrl ? { natsUrl, relays: false } : {}),
    ];
    const heard = await Promise.all(servers.map((one) => listening(context, one)));
    await put(context, 'a');
    for (const words of heard) {
      await until(
        () => words,
        (all) => all.includes(name),
      );
    }
  });

  test('a reader that waits gets its page when it comes', async () => {
    const { context, own, id } = await followed();
    const one = waking(context, natsUrl ? { natsUrl } : {});
    await listening(context, one);
    const asked = { id, limit: 10, waitMs: WAIT_MS, gone: never() };
    const waiting = awaitPage(own, one, asked);
    await put(context, 'a');
    expect((await waiting).entries).toMatchObject([{ upsert: { number: 'a' } }]);
  });
});

test('when the server that relays ends, another one relays', async () => {
  const { context, name } = await followed();
  const first = wakingOf(context, { natsUrl: nats.url });
  await listening(context, first);
  const second = waking(context, { natsUrl: nats.url });
  await first.stop();
  const heard = await listening(context, second);
  await put(context, 'a');
  await until(
    () => heard,
    (all) => all.includes(name),
  );
});

test('NATS that dies, and comes back with nothing, loses nothing', {
  timeout: 60_000,
}, async () => {
  const { context, own } = await followed();
  const dying = await startNats();
  const port = Number(new URL(dying.url).port);
  await hooked(own, `${receiver.url}/dying`);
  sending(context, { natsUrl: dying.url });
  await put(context, 'a');
  const received = () => receiver.received('/dying');
  await until(received, upTo(1));
  await dying.stop();
  await put(context, 'b');
  await until(received, upTo(2));
  const back = await startNats(port);
  onTestFinished(() => back.stop());
  const one = waking(context, { natsUrl: back.url, relays: false });
  await listening(context, one);
  await put(context, 'c');
  await until(received, upTo(3));
});

test('a server starts while NATS is away, and hears it when it comes', async () => {
  const { context, own, id } = await followed();
  const away = await startNats();
  await away.stop();
  const one = waking(context, { natsUrl: away.url });
  await put(context, 'a');
  const asked = { id, limit: 10, waitMs: WAIT_MS, gone: never() };
  expect((await awaitPage(own, one, asked)).entries).toHaveLength(1);
  const back = await startNats(Number(new URL(away.url).port));
  onTestFinished(() => back.stop());
  await listening(context, one);
});

test('a server that is stopped at any moment of its start ends', async () => {
  const context = await exchangeContext();
  for (let passed = 0; passed < 40; passed += 1) {
    const one = natsWaking(context, { url: nats.url, connection: context.access.application });
    for (let turns = 0; turns < passed; turns += 1) await turn();
    await one.stop();
  }
});

test('turns that are stopped while they are being asked for end all the same', async () => {
  const { context, own } = await followed();
  await hooked(own, `${receiver.url}/never`);
  const one = natsWaking(context, { url: nats.url, connection: context.access.application });
  onTestFinished(() => one.stop());
  await listening(context, one);
  for (let turns = 0; turns < 40; turns += 1) {
    const asking = one.turns.start(async () => true);
    for (let passed = 0; passed < turns; passed += 1) await turn();
    await asking.stop();
  }
});

test('a ring before the wait is not lost, and who leaves does not wait', async () => {
  const bell = bellFor(SILENT_WAKING);
  bell.ring();
  await bell.wait(WAIT_MS, never());
  await bell.wait(WAIT_MS, AbortSignal.abort());
  const waiting = bell.wait(WAIT_MS, never());
  bell.ring();
  await waiting;
});
