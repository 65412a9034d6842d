import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { takeUpload } from '../intake/take-upload.ts';
import { readChanges, streamChanges } from '../reading/read-changes.ts';
import { exchangeContext, heldRows, LICENCES, licence } from '../testing/exchange-context.ts';
import { givePermission } from '../testing/give-permission.ts';
import { licencesWith } from '../testing/licences.ts';
import { type Erasure, eraseRecords } from './erase-records.ts';
import { forgetErased } from './forget-erased.ts';

const HER = '32000000001';
const OTHER = '32000000002';
/** Whatever shape they are kept in. */
const SECRETS = ['320000-00001', HER, 'Asaris', 'Līdaka', 'L-777', '17.31', 'Dienvidu ezers'];

const erasure = (keys: unknown[]): Erasure => ({
  ...{ keys, reason: 'unlawful', legalBasis: 'Lēmums Nr. 7' },
});

async function accept(context: TestContext, ...changes: unknown[]) {
  return await acceptRecords(context, LICENCES, { changes, allOrNothing: false });
}

async function* stream(...lines: unknown[]) {
  yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Every value of every table, those that the installation's keys open as they read, too. */
async function dump(context: TestContext): Promise<string> {
  const { adminDb, keys } = context;
  const tables = await adminDb.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await adminDb.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(one) as row from ${name} one`,
    );
    for (const value of rows.flatMap(({ row }) => Object.values(row))) {
      texts.push(typeof value === 'string' ? value : JSON.stringify(value));
      if (typeof value === 'string' && value.startsWith('\\x')) texts.push(opened(keys, value));
    }
  }
  return texts.join('\n');
}

function opened({ decrypt }: TestContext['keys'], hex: string): string {
  try {
    return decrypt(Buffer.from(hex.slice(2), 'hex'));
  } catch {
    return '';
  }
}

/** A person's records that were new, changed, deleted, refused, and wait in an upload; and others'. */
async function country() {
  const context = await exchangeContext(licencesWith(['key:', 'usualChangePercent: 1\nkey:']));
  const hers = (more: object) =>
    licence({ personCode: HER, number: 'L-777', fee: '17.31', ...more });
  await accept(
    context,
    { upsert: hers({ companions: [{ nickname: 'Asaris' }] }) },
    { upsert: licence({ personCode: OTHER }) },
    { upsert: hers({ revision: 2, waters: [{ name: 'Dienvidu ezers' }] }) },
    { upsert: hers({ revision: 3, companions: [{ nickname: 'Līdaka' }] }) },
    { upsert: hers({ number: 'L-777-2' }) },
    { delete: { personCode: HER, number: 'L-777-2', revision: 2 } },
    { upsert: { ...hers({}), since: '2026-02-30' } },
    { upsert: { personCode: 'nav', note: 'Asaris, 320000-00001' } },
    { upsert: { ...licence({ personCode: OTHER }), since: 'vakar' } },
  );
  const waiting = {
    ...{ id: 'morning', mode: 'snapshot' as const, allOrNothing: false, fromLine: 1 },
    takenAt: context.clock.now(),
  };
  // It changes more than usually one of a hundred does, so it waits for somebody to confirm.
  const lines = stream(hers({ revision: 4, since: '2026-01-02' }));
  expect(await takeUpload(context, LICENCES, waiting, lines)).toMatchObject({ state: 'waiting' });
  return context;
}

test('after an erasure nothing of it is left in the database but its notice, and then nothing', async () => {
  const context = await country();
  const before = await dump(context);
  for (const secret of SECRETS.slice(2)) expect(before).toContain(secret);
  expect(await context.adminDb.query('select from exchange.seen_keys')).toHaveLength(1);
  expect(await eraseRecords(context, LICENCES, erasure([{ personCode: HER }]))).toEqual({
    ...{ records: 2, changes: 5, quarantined: 2, lines: 1 },
  });
  expect(await context.adminDb.query('select from exchange.seen_keys')).toEqual([]);
  const told = await dump(context);
  for (const secret of ['Asaris', 'Līdaka', HER]) expect(told).not.toContain(secret);
  context.clock.advance(36 * 86_400_000);
  await forgetErased(context);
  const after = await dump(context);
  for (const secret of SECRETS) expect(after).not.toContain(secret);
  // What is of others is all there.
  expect(after).toContain('320000-00002');
  expect(after).toContain('vakar');
  const held = await heldRows(context);
  expect(held.filter(({ content }) => content !== null)).toHaveLength(1);
});

test('positions stay, and subscribers are told what to erase for as long as a month’s sleep', async () => {
  const context = await country();
  await eraseRecords(context, LICENCES, erasure([{ personCode: HER }]));
  const read = async () => (await readChanges(context, LICENCES, { after: 0, limit: 100 })).changes;
  const changes = await read();
  expect(changes.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const [first, second] = changes;
  expect(first).toEqual({ position: 1, kind: 'erased', recordedAt: expect.any(String) });
  expect(second).toMatchObject({ kind: 'new', upsert: { personCode: '320000-00002' } });
  const told = changes.filter((change) => change.delete);
  expect(told.map(({ position, kind }) => `${position} ${kind}`)).toEqual(['7 erased', '8 erased']);
  expect(told.map((change) => change.delete)).toEqual(
    expect.arrayContaining([
      { personCode: '320000-00001', number: 'L-777', revision: 3 },
      { personCode: '320000-00001', number: 'L-777-2', revision: 2 },
    ]),
  );
  let lines = '';
  for await (const piece of await streamChanges(context, LICENCES, 0)) lines += piece;
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(changes);
  context.clock.advance(34 * 86_400_000);
  await forgetErased(context);
  expect(await read()).toEqual(changes);
  context.clock.advance(2 * 86_400_000);
  await forgetErased(context);
  expect((await read()).filter((change) => change.delete)).toEqual([]);
});

test('an erasure is done once, and what comes late does not bring the record back', async () => {
  const context = await country();
  const one = erasure([{ personCode: HER, number: 'L-777' }]);
  expect(await eraseRecords(context, LICENCES, one)).toMatchObject({ records: 1, changes: 3 });
  expect(await eraseRecords(context, LICENCES, one)).toEqual({
    ...{ records: 0, changes: 0, quarantined: 0, lines: 0 },
  });
  const [late] = await accept(context, {
    upsert: licence({ personCode: HER, number: 'L-777', revision: 3 }),
  });
  expect(late).toMatchObject({ outcome: 'late' });
  const [anew] = await accept(context, {
    upsert: licence({ personCode: HER, number: 'L-777', revision: 4 }),
  });
  expect(anew).toMatchObject({ outcome: 'new', position: 8 });
  expect(await eraseRecords(context, LICENCES, one)).toMatchObject({ records: 1, changes: 2 });
});

test('the notice keeps no more of the record than those who see some rows are told by', async () => {
  const context = await exchangeContext();
  const formers = async () =>
    (
      await context.adminDb.query<{ former: unknown }>(
        `select former from exchange.changes where former is not null`,
      )
    ).map(({ former }) => former);
  const one = erasure([{ personCode: HER, number: 'L-1' }]);
  await accept(context, { upsert: licence({ fee: '17.31' }) });
  await eraseRecords(context, LICENCES, one);
  expect(await formers()).toEqual([]);
  const rows = (since: string) => ({ rows: [{ field: 'since', values: [since] }] });
  const inside = await givePermission(context, rows('2026-01-01'));
  const outside = await givePermission(context, rows('2026-01-02'));
  await accept(context, { upsert: licence({ revision: 2, fee: '17.31' }) });
  await eraseRecords(context, LICENCES, one);
  expect(await formers()).toEqual([{ since: '2026-01-01' }]);
  const told = async ({ reader, number: permission }: typeof inside) => {
    const name = { ...LICENCES, permission };
    const { changes } = await readChanges(reader, name, { after: 0, limit: 100 });
    return changes.filter((change) => change.delete).length;
  };
  expect(await told(inside)).toBe(1);
  expect(await told(outside)).toBe(0);
});

test('the audit tells that, why and how much, and never whose', async () => {
  const context = await country();
  await eraseRecords(context, LICENCES, erasure([{ personCode: HER }]));
  const rows = await context.adminDb.query<{ content: string }>(
    `select content::text as content from audit.records
     where content::text like '%erase-records%' or act = 'exchange.erase-records'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.content).toContain('Lēmums Nr. 7');
  expect(rows[0]?.content).not.toMatch(/320000/);
  await expect(
    eraseRecords(context, LICENCES, {
      ...erasure([{ personCode: HER }]),
      legalBasis: 'par 320000-00001',
    }),
  ).rejects.toMatchObject({ code: 'erasure-names-person' });
  await expect(eraseRecords(context, LICENCES, erasure([{ number: 'L-1' }]))).rejects.toMatchObject(
    {
      code: 'record-keys-wrong',
    },
  );
});

test('an erasure and a sender who writes the same record leave no gap and no rest', async () => {
  const context = await exchangeContext();
  await accept(context, { upsert: licence({ fee: '17.31' }) });
  const erase = erasure([{ personCode: HER, number: 'L-1' }]);
  await Promise.all([
    ...[2, 3, 4, 5].map((revision) =>
      accept(context, { upsert: licence({ revision, fee: '17.31' }) }),
    ),
    eraseRecords(context, LICENCES, erase),
  ]);
  await eraseRecords(context, LICENCES, erase);
  const { changes } = await readChanges(context, LICENCES, { after: 0, limit: 100 });
  expect(changes.map(({ position }) => position)).toEqual(changes.map((_, index) => index + 1));
  expect(changes.every(({ kind }) => kind === 'erased')).toBe(true);
  context.clock.advance(36 * 86_400_000);
  await forgetErased(context);
  expect(await dump(context)).not.toContain('17.31');
});
