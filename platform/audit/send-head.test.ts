import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import {
  makeAuditRecord,
  readHeads,
  sealAudit,
  sendHead,
  verifyAudit,
  writeAudit,
} from './index.ts';

async function sealOne(context: TestContext, note: string): Promise<void> {
  await writeAudit(context.db, [makeAuditRecord(context, { act: 'test.act', content: { note } })]);
  await sealAudit(context);
  context.clock.advance(1_000);
}

/** Two blocks, the head of each in the folder. */
async function sent() {
  const context = await testContext();
  const folder = mkdtempSync(join(tmpdir(), 'heads-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const note of ['first', 'second']) {
    await sealOne(context, note);
    await sendHead(context, { folder });
  }
  const path = join(folder, 'audit-heads-2026-03.jsonl');
  const read = () => readHeads(readFileSync(path, 'utf8'), context.keys.auditKey);
  return { context, folder, path, read };
}

/** What somebody with the database and the secret in hand could do: the last block, and another in its place. */
async function rewrite(context: TestContext, note = 'another'): Promise<void> {
  await context.adminDb.query(
    `delete from audit.records where id in (select unnest(record_ids) from audit.blocks where number = 2)`,
  );
  await context.adminDb.query('delete from audit.blocks where number = 2');
  await sealOne(context, note);
}

async function receive(status: number): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const parts = await request.toArray();
    bodies.push(Buffer.concat(parts).toString());
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`, bodies };
}

test('each head stands in the folder once, by month, and the chain agrees', async () => {
  const { context, folder, read } = await sent();
  await sendHead(context, { folder });
  const { heads, findings } = read();
  expect(heads.map(({ number }) => number)).toEqual([1, 2]);
  expect(findings).toEqual([]);
  expect((await verifyAudit(context, heads)).findings).toEqual([]);
  context.clock.set('2026-04-01T10:00:00Z');
  await sealOne(context, 'third');
  await sendHead(context, { folder });
  expect(readdirSync(folder)).toEqual(['audit-heads-2026-03.jsonl', 'audit-heads-2026-04.jsonl']);
  expect(read().heads).toEqual(heads);
});

test('a chain that was cut off and written anew is found by the heads that were sent', async () => {
  const { context, read } = await sent();
  await rewrite(context);
  expect((await verifyAudit(context)).findings, 'by itself it is in order').toEqual([]);
  const { findings } = await verifyAudit(context, read().heads);
  expect(findings).toEqual(['Block 2 is not the one that was noted.']);
});

test('a chain that ends before what was sent is found', async () => {
  const { context, read } = await sent();
  await context.adminDb.query('delete from audit.blocks where number = 2');
  const { findings } = await verifyAudit(context, read().heads);
  expect(findings).toContain('The chain ends before block 2, which was noted.');
});

test('no head of another chain is added to a folder, in whatever month', async () => {
  const { context, folder, path } = await sent();
  const before = readFileSync(path, 'utf8');
  context.clock.set('2026-04-01T10:00:00Z');
  await rewrite(context);
  const failure = await sendHead(context, { folder }).catch((error: AggregateError) => error);
  expect(String((failure as AggregateError).errors)).toMatch(
    /Block 2, which was sent, is no longer/,
  );
  expect(readFileSync(path, 'utf8')).toBe(before);
  expect(readdirSync(folder)).toHaveLength(1);
});

test('lines that this installation did not write are told, and count for nothing', async () => {
  const { context, path, read } = await sent();
  const [first = '', second = ''] = readFileSync(path, 'utf8').split('\n');
  const forged = JSON.stringify({ ...JSON.parse(second), hash: '00'.repeat(32) });
  writeFileSync(path, `${first}\n${forged}\nnonsense\n{}\n`);
  const { heads, findings } = read();
  expect(heads.map(({ number }) => number)).toEqual([1]);
  expect(findings).toEqual([
    'Line 2 of the heads was not signed by this installation.',
    'Line 3 of the heads cannot be read.',
    'Line 4 of the heads cannot be read.',
  ]);
  // After a line that was cut off, the next head begins a new one.
  writeFileSync(path, `${first}\n${second.slice(0, 20)}`);
  await sendHead(context, { folder: join(path, '..') });
  expect(read().heads.map(({ number }) => number)).toEqual([1, 2]);
});

test('a head is posted as it stands in the folder; one place that fails does not stop the other', async () => {
  const { context, folder, read } = await sent();
  const receiver = await receive(204);
  await sendHead(context, { url: receiver.url });
  expect(readHeads(receiver.bodies.join('\n'), context.keys.auditKey).heads).toEqual(
    read().heads.slice(-1),
  );
  await sealOne(context, 'third');
  const broken = await receive(500);
  await expect(sendHead(context, { folder, url: broken.url })).rejects.toThrow('was not sent');
  expect(read().heads).toHaveLength(3);
  const missing = join(folder, 'not-mounted');
  await expect(sendHead(context, { folder: missing, url: receiver.url })).rejects.toThrow();
  expect(receiver.bodies).toHaveLength(2);
});

test('of an empty audit nothing is sent', async () => {
  const receiver = await receive(204);
  await sendHead(await testContext(), { url: receiver.url });
  expect(receiver.bodies).toEqual([]);
});
