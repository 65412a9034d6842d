import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServer } from '../../apps/server/compose.ts';
import {
  addInformationSystem,
  createSystemKey,
  defineDataSet,
  postgresWaking,
  startWebhooks,
  takeUpload,
} from '../../modules/exchange/index.ts';
import { addOrganisations } from '../../modules/persons/index.ts';
import { type BenchDatabase, withBenchDatabase } from '../database.ts';
import { PERSONAL_REGISTER, writeRegisterLines } from '../exchange/register-lines.ts';
import { median } from '../load.ts';

const ROUNDS = 3;
const RECEIVERS = 20;
const SINGLE_CHANGES = 100;
const PAGE = 1_000;
const DATA_SET = { code: 'bench-register', version: 1 };
const ADDRESS = '/exchange/v1/data-sets/bench-register/1';

/**
 * A data set's changes through a mailbox, beside the same pages read by position, and to receivers by
 * webhooks: first all that waits, then change sets of one change each, as they come.
 */
export async function benchMailboxes(records: number): Promise<void> {
  await withBenchDatabase(async (database, access) => {
    const { context } = database;
    const keyText = await makeRegister(database, records);
    const waking = postgresWaking(access.application);
    const app = await composeServer({
      ...{ context, waking, operatorKey: 'bench', simulated: true, web: false },
    });
    const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
    const receiver = await startReceiver();
    const rule = { loopback: true };
    const webhooks = startWebhooks(context, { waking, rule });
    try {
      const ask = asker(baseUrl, keyText);
      await benchPulled(ask, records);
      await benchPushed(ask, receiver, records);
      await benchSingle(ask, receiver);
    } finally {
      await webhooks.stop();
      await app.close();
      await waking.stop();
      receiver.server.closeAllConnections();
      receiver.server.close();
    }
  });
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

function asker(baseUrl: string, keyText: string): Ask {
  return async (method, path, body) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${keyText}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return await response.json();
  };
}

async function makeRegister({ context }: BenchDatabase, records: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-lines-'));
  const path = join(folder, 'lines.ndjson');
  try {
    await addOrganisations(context, [
      {
        ...{ code: 'bench', registrationNumber: null, kind: 'institution', roles: [] },
        ...{ name: { lv: 'Mērījumi', en: 'Bench' }, territory: null },
      },
    ]);
    await defineDataSet(context, { file: 'bench.yaml', text: PERSONAL_REGISTER });
    await addInformationSystem(context, { institution: 'bench', code: 'bench', name: 'Bench' });
    await writeRegisterLines(path, { records, step: 1, status: 'first' });
    const mode = { mode: 'changes' as const, allOrNothing: false, takenAt: null, fromLine: 1 };
    await takeUpload(context, DATA_SET, { id: 'first', ...mode }, createReadStream(path));
    return (await createSystemKey(context, { system: 'bench', expiresAt: null })).keyText;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Page {
  changes: unknown[];
  position: number;
  next: number;
}

/** In turns: the first of each warms what the others use too. */
async function benchPulled(ask: Ask, records: number): Promise<void> {
  const rounds = { floor: [] as number[], pulled: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.floor.push(
      await timed(async () => {
        for (let after = 0; after < records; ) {
          after = (await ask<Page>('GET', `${ADDRESS}/changes?after=${after}&limit=${PAGE}`)).next;
        }
      }),
    );
    const box = await openMailbox(ask, 'beginning');
    rounds.pulled.push(
      await timed(async () => {
        for (let position = 0; position < records; ) {
          ({ position } = await ask<Page>('GET', `${box}/changes?limit=${PAGE}`));
          await ask('POST', `${box}/acknowledge`, { position });
        }
      }),
    );
  }
  const [floor, pulled] = [median(rounds.floor), median(rounds.pulled)];
  tell('pages by position', records / floor, 'changes');
  tell('mailbox', records / pulled, 'changes', `${(floor / pulled).toFixed(2)} of the pages`);
}

async function benchPushed(ask: Ask, receiver: Receiver, records: number): Promise<void> {
  const boxes: string[] = [];
  for (let one = 0; one < RECEIVERS; one++) boxes.push(await openMailbox(ask, 'beginning'));
  const seconds = await timed(async () => {
    for (const box of boxes) await ask('PUT', `${box}/webhook`, { url: receiver.url });
    await receiver.until(records * RECEIVERS);
  });
  const all = records * RECEIVERS;
  tell(`to ${RECEIVERS} webhooks`, all / seconds, 'changes', `${receiver.pages()} pages`);
}

/** Each change in a commit of its own, and the next when the one before has reached all receivers. */
async function benchSingle(ask: Ask, receiver: Receiver): Promise<void> {
  const before = receiver.changes();
  const waits: number[] = [];
  for (let turn = 1; turn <= SINGLE_CHANGES; turn++) {
    const record = { personCode: '32000000001', since: '2026-01-01', status: `${turn}` };
    const took = await timed(async () => {
      await ask('POST', `${ADDRESS}/records`, { changes: [{ upsert: record }] });
      await receiver.until(before + turn * RECEIVERS);
    });
    waits.push(took);
  }
  waits.sort((a, b) => a - b);
  const milliseconds = (share: number) =>
    ((waits[Math.floor(waits.length * share)] ?? 0) * 1_000).toFixed(0);
  console.log(
    `one change, from the call to the last of ${RECEIVERS} receivers: ` +
      `median ${milliseconds(0.5)} ms, 95 % ${milliseconds(0.95)} ms`,
  );
}

async function openMailbox(ask: Ask, from: 'beginning' | 'now'): Promise<string> {
  const { id } = await ask<{ id: string }>('POST', '/exchange/v1/mailboxes', {
    ...{ dataSet: DATA_SET, from },
  });
  return `/exchange/v1/mailboxes/${id}`;
}

interface Receiver {
  server: Server;
  url: string;
  changes(): number;
  pages(): number;
  /** Until so many changes came, since the beginning. */
  until(changes: number): Promise<void>;
}

async function startReceiver(): Promise<Receiver> {
  let changes = 0;
  let pages = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let reached = () => {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(204).end();
    changes += JSON.parse(Buffer.concat(chunks).toString()).changes.length;
    pages += 1;
    if (changes >= wanted) reached();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    server,
    url: `http://127.0.0.1:${port}/`,
    changes: () => changes,
    pages: () => pages,
    until: async (count) => {
      if (changes >= count) return;
      wanted = count;
      await new Promise<void>((done) => {
        reached = done;
      });
    },
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begunMs = performance.now();
  await work();
  return (performance.now() - begunMs) / 1_000;
}

function tell(name: string, perSecond: number, unit: string, more = ''): void {
  const figure = Math.round(perSecond).toLocaleString('en');
  console.log(`${name.padEnd(18)} ${figure.padStart(8)} ${unit}/s${more ? `, ${more}` : ''}`);
}
