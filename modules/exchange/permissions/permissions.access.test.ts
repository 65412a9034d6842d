import { expect, test } from 'vitest';
import type { Actor, Context } from '../../../platform/context.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { findRecords } from '../reading/find-records.ts';
import { readChanges, streamChanges } from '../reading/read-changes.ts';
import { streamRecords } from '../reading/stream-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { givePermission, officialOf, systemOf, TERMS } from '../testing/give-permission.ts';
import { applyForPermission, revisePermission } from './apply-for-permission.ts';
import { grantPermission, type PermissionStep, stepPermission } from './decide-permission.ts';
import { describePermission, listNotices, listPermissions } from './list-permissions.ts';
import { prolongPermission } from './prolong-permission.ts';
import { sendMessage } from './send-message.ts';

const context = await exchangeContext();
const changes = [{ upsert: licence() }];
await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
const source = await systemOf(context, 'm-0099000');
const holder = await systemOf(context, 'vejaines-pramis');
const reviewer = await officialOf(context, 'm-0099000');
const editor = await officialOf(context, 'm-0099000', ['editor']);
const third = context.as({ ...holder.actor, organisationId: context.ids.next() } as Actor);

const APPLICATION = { dataSet: LICENCES.code, versions: [1], terms: TERMS };
const OPEN = { ...TERMS, fields: ['number'] };

async function applied(): Promise<string> {
  return (await applyForPermission(holder, APPLICATION)).number;
}

const WAYS: [name: string, way: (asking: Context, number: string) => Promise<unknown>][] = [
  ['describe', (asking, number) => describePermission(asking, number)],
  ['revise', (asking, number) => revisePermission(asking, { number, terms: OPEN })],
  ['message', (asking, number) => sendMessage(asking, { number, text: 'x' })],
  ['grant', (asking, number) => grantPermission(asking, number)],
  ['prolong', (asking, number) => prolongPermission(asking, { number, validUntil: '2027-01-01' })],
  ...(['refuse', 'suspend', 'resume', 'withdraw'] as const).map((step): (typeof WAYS)[number] => [
    step,
    (asking, number) => stepPermission(asking, { number, step, reason: 'x' }),
  ]),
];

test.each(WAYS)('%s is for the parties alone', async (_name, way) => {
  const number = await applied();
  const strangers: Actor[] = [
    { kind: 'public' },
    { kind: 'recipient', personId: context.ids.next(), sessionId: 'session' },
    { kind: 'ids', idsId: context.ids.next(), organisationId: context.ids.next() },
  ];
  for (const actor of strangers) {
    await expect(way(context.as(actor), number)).rejects.toMatchObject({ code: 'not-allowed' });
  }
  await expect(way(third, number)).rejects.toMatchObject({ code: 'permission-unknown' });
  await expect(way(holder, 'KP-2026-999999')).rejects.toMatchObject({ code: 'permission-unknown' });
});

test('the public applies for nothing, and nobody but the operator for another', async () => {
  const refused = { code: 'not-allowed' };
  const asking = context.as({ kind: 'public' });
  await expect(applyForPermission(asking, APPLICATION)).rejects.toMatchObject(refused);
  for (const list of [
    () => listPermissions(asking, { as: 'holder', limit: 1 }),
    () => listNotices(asking, { limit: 1 }),
  ]) {
    await expect(list()).rejects.toMatchObject(refused);
  }
  const other = { ...APPLICATION, holder: 'vejaines-pramis' };
  await expect(applyForPermission(holder, other)).rejects.toMatchObject(refused);
  expect((await applyForPermission(context, other)).holder.code).toBe('vejaines-pramis');
});

test('the holder decides nothing, and withdraws what is its own', async () => {
  const number = await applied();
  const refused = { code: 'permission-not-yours-to-decide' };
  await expect(grantPermission(holder, number)).rejects.toMatchObject(refused);
  for (const step of ['refuse', 'suspend', 'resume'] satisfies PermissionStep[]) {
    const asked = stepPermission(holder, { number, step, reason: 'x' });
    await expect(asked).rejects.toMatchObject(refused);
  }
  const step = { number, step: 'withdraw', reason: 'x' } as const;
  expect(await stepPermission(holder, step)).toMatchObject({ state: 'withdrawn' });
});

test('personal data is granted by two, of whom the second reviews', async () => {
  const number = await applied();
  expect(await grantPermission(editor, number)).toMatchObject({ state: 'agreed' });
  await expect(grantPermission(editor, number)).rejects.toMatchObject({
    code: 'permission-needs-another',
  });
  for (const asking of [source, context, await officialOf(context, 'm-0099000', ['editor'])]) {
    await expect(grantPermission(asking, number)).rejects.toMatchObject({
      code: 'permission-needs-reviewer',
    });
  }
  // Other terms are agreed to anew.
  const narrower = { number, terms: { ...TERMS, fields: ['number', 'since'] } };
  expect(await revisePermission(holder, narrower)).toMatchObject({ state: 'applied' });
  expect(await grantPermission(source, number)).toMatchObject({ state: 'agreed' });
  expect(await grantPermission(reviewer, number)).toMatchObject({ state: 'granted' });
});

test('each party lists its own, and reads by nothing but its own', async () => {
  const { number, reader } = await givePermission(context);
  const numbers = async (asking: Context, as: 'holder' | 'source') =>
    (await listPermissions(asking, { as, limit: 100 })).map((one) => one.number);
  expect(await numbers(holder, 'holder')).toContain(number);
  expect(await numbers(source, 'source')).toContain(number);
  expect(await numbers(holder, 'source')).toEqual([]);
  expect(await numbers(third, 'holder')).toEqual([]);
  expect((await listNotices(holder, { limit: 1 }))[0]).toMatchObject({ number, kind: 'granted' });
  expect(await listNotices(third, { limit: 1 })).toEqual([]);
  const name = { ...LICENCES, permission: number };
  for (const way of [
    (asking: Context) => findRecords(asking, name, [{}]),
    (asking: Context) => readChanges(asking, name, { after: 0, limit: 1 }),
    (asking: Context) => streamChanges(asking, name, 0),
    (asking: Context) => streamRecords(asking, name, 'csv'),
  ]) {
    await expect(way(third)).rejects.toMatchObject({ code: 'data-set-not-permitted' });
    const official = await officialOf(context, 'vejaines-pramis');
    await expect(way(official)).rejects.toMatchObject({ code: 'not-allowed' });
    const said = await way(reader).catch((error: { code?: string }) => error.code);
    expect(said).not.toBe('data-set-not-permitted');
  }
});
