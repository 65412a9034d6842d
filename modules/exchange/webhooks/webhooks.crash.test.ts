import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type StartedProgram, testProgram } from '../../../apps/server/testing/program.ts';
import { startReceiver } from '../testing/receiver.ts';
import { until } from '../testing/until.ts';

const TEST_TIMEOUT_MS = 300_000;
const RECORDS = 120;
const KILLED_AFTER = 40;

const PIERS = `
code: piers
name: { lv: Piestātnes, en: Piers }
institution: m-0001000
key: [number]
fields: [{ name: number, type: integer, class: none }]
`;

const program = testProgram({ KOPLIETA_PERSONS: '200' });
const receiver = await startReceiver();
afterAll(() => receiver.stop());

function command(...words: string[]): string {
  const { status, output } = program.run(words);
  expect(status, output).toBe(0);
  return output;
}

function prepare(): string {
  const file = join(program.folder, 'piers.yaml');
  writeFileSync(file, PIERS);
  command('data-sets', 'define', file);
  command('systems', 'add', '--institution', 'm-0001000', '--code', 'piers', '--name', 'Piers');
  return /kopli_\S+/.exec(command('systems', 'key', 'piers'))?.[0] ?? '';
}

function askerOf(key: string) {
  return async (server: StartedProgram, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${server.baseUrl}/exchange/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return await response.json();
  };
}

test('a kill -9 of one of two servers loses and doubles nothing, pulled or pushed', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const first = await program.start();
  const ask = askerOf(prepare());
  let second = await program.start();
  const opening = { dataSet: { code: 'piers', version: 1 }, from: 'beginning' };
  const pulled = await ask(first, 'POST', '/mailboxes', opening);
  const pushed = await ask(first, 'POST', '/mailboxes', opening);
  await receiver.script('/piers', { status: 200, delayMs: 10 });
  await ask(first, 'PUT', `/mailboxes/${pushed.id}/webhook`, { url: `${receiver.url}/piers` });

  // What the reader keeps, with the position: in one transaction, as the guide says.
  const kept: number[] = [];
  let position = 0;
  let isKilled = false;
  const readOnce = async () => {
    const page = await ask(second, 'GET', `/mailboxes/${pulled.id}/changes?limit=5&wait=1`);
    for (const change of page.changes) {
      if (change.position > position) kept.push(change.upsert.number);
    }
    position = Math.max(position, page.position);
    if (!isKilled && kept.length >= KILLED_AFTER) {
      isKilled = true;
      second.process.kill('SIGKILL');
      await second.ended;
    }
    await ask(second, 'POST', `/mailboxes/${pulled.id}/acknowledge`, { position });
  };
  const read = async () => {
    while (kept.length < RECORDS) {
      await readOnce().catch(async (error) => {
        if (second.process.signalCode === null) throw error;
        second = await program.start();
      });
    }
  };
  const write = async () => {
    for (let number = 1; number <= RECORDS; number++) {
      const changes = [{ upsert: { number } }];
      await ask(first, 'POST', '/data-sets/piers/1/records', { changes });
    }
  };
  await Promise.all([write(), read()]);
  const numbers = Array.from({ length: RECORDS }, (_, index) => index + 1);
  expect(kept).toEqual(numbers);

  const pages = await until(
    () => receiver.received('/piers'),
    (all) => all.at(-1)?.body.position === RECORDS,
  );
  const texts = new Map(pages.map(({ id, text }) => [id, text]));
  expect(pages.every(({ id, text }) => texts.get(id) === text)).toBe(true);
  const once = [...texts.values()].flatMap((text) => JSON.parse(text).changes);
  expect(once.map((change: { position: number }) => change.position)).toEqual(numbers);
  expect(pages.filter(({ beside }) => beside > 0)).toEqual([]);

  const listed = command('mailboxes', 'list');
  expect(listed).toContain(`${pulled.id}  piers@1  0 behind`);
  expect(listed).toMatch(new RegExp(`${pushed.id}  piers@1  \\d+ behind, webhook active`));
  expect(command('mailboxes', 'pause', pushed.id)).toContain('done');
});
