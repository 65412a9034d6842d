import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { makeAuditRecord, sealAudit, startSealer, verifyAudit, writeAudit } from './index.ts';

const PERSON = '018f0000-0000-7000-8000-000000000001';

function record(context: TestContext, note: string) {
  return makeAuditRecord(context, { act: 'test.act', subjectPersonId: PERSON, content: { note } });
}

/** Two blocks of two records each. */
async function sealedContext(): Promise<{ context: TestContext; ids: string[] }> {
  const context = await testContext();
  const ids: string[] = [];
  for (const notes of [
    ['first', 'second'],
    ['third', 'fourth'],
  ]) {
    const records = notes.map((note) => record(context, note));
    ids.push(...records.map(({ id }) => id));
    await writeAudit(context.db, records);
    expect(await sealAudit(context)).toBe(2);
    context.clock.advance(1_000);
  }
  return { context, ids };
}

test('an untouched audit is proven to its end', async () => {
  const { context } = await sealedContext();
  await writeAudit(context.db, [record(context, 'ķekars "ēnu" \u0000 \ud800 🙂')]);
  expect(await verifyAudit(context)).toMatchObject({
    blocks: 2,
    records: 4,
    unsealed: 1,
    head: { number: 2 },
    findings: [],
  });
  expect(await sealAudit(context)).toBe(1);
  expect(await sealAudit(context)).toBe(0);
  expect(await verifyAudit(context)).toMatchObject({ blocks: 3, unsealed: 0, findings: [] });
});

test('a record exists exactly when its act does', async () => {
  const context = await testContext();
  const act = context.db.transaction(async (db) => {
    await writeAudit(db, [record(context, 'undone')]);
    throw new Error('undone');
  });
  await expect(act).rejects.toThrow('undone');
  expect(await sealAudit(context)).toBe(0);
});

test('content can be deleted for good, and the chain stays proven', async () => {
  const { context, ids } = await sealedContext();
  const deletion = 'select audit.delete_content($1::uuid[])';
  await expect(context.db.query(deletion, [[ids[1]]])).rejects.toThrow(/permission denied/);
  await context.adminDb.query(deletion, [[ids[1]]]);
  expect((await verifyAudit(context)).findings).toEqual([]);
  await context.adminDb.query("update audit.records set act = 'other' where id = $1", [ids[1]]);
  expect((await verifyAudit(context)).findings.join()).toMatch(`${ids[1]} of block 1 was changed`);
});

/** What somebody with the database in hand could do to the first two records, a and b, or blocks. */
const TAMPERINGS: [
  name: string,
  statements: (a: string, b: string) => string[],
  finding: RegExp,
][] = [
  [
    'a changed content',
    (a) => [`update audit.records set content = '{}' where id = '${a}'`],
    /was changed/,
  ],
  [
    'a changed envelope',
    (a) => [`update audit.records set actor_id = 'x' where id = '${a}'`],
    /was changed/,
  ],
  [
    'a changed time',
    (a) => [`update audit.records set recorded_at = now() where id = '${a}'`],
    /was changed/,
  ],
  [
    'a time changed by a microsecond',
    (a) => [
      `update audit.records set recorded_at = recorded_at + interval '1 microsecond' where id = '${a}'`,
    ],
    /was changed/,
  ],
  [
    'a changed digest',
    (a) => [`update audit.records set digest = '\\x00' where id = '${a}'`],
    /was changed/,
  ],
  ['a removed record', (a) => [`delete from audit.records where id = '${a}'`], /is missing/],
  [
    'two records that changed places, digests and all',
    (a, b) => [
      `update audit.records set id = '${PERSON}' where id = '${a}'`,
      `update audit.records set id = '${a}' where id = '${b}'`,
      `update audit.records set id = '${b}' where id = '${PERSON}'`,
    ],
    /was changed/,
  ],
  [
    'an inserted record',
    () => [
      `insert into audit.records
           (id, recorded_at, act, actor_kind, request_id, content, salt, digest)
         values ('${PERSON}', now(), 'x', 'operator', 'x', '{}', '\\x00', '\\x00')`,
    ],
    /in no block/,
  ],
  [
    'a record added to a block',
    () => [`update audit.blocks set record_ids = record_ids || '${PERSON}'::uuid where number = 1`],
    /Block 1 was changed/,
  ],
  [
    'reordered records',
    (a, b) => [
      `update audit.blocks set record_ids = array['${b}', '${a}']::uuid[] where number = 1`,
    ],
    /reordered/,
  ],
  [
    'an emptied block',
    () => ["update audit.blocks set record_ids = '{}' where number = 2"],
    /Block 2 was changed/,
  ],
  [
    'a record that is sealed twice',
    (a) => [`insert into audit.unsealed values ('${a}')`],
    /in the chain more than once/,
  ],
  ['a removed block', () => ['delete from audit.blocks where number = 1'], /Block 1 is missing/],
  ['a cut end', () => ['delete from audit.blocks where number = 2'], /in no block/],
  [
    'a changed block',
    () => ["update audit.blocks set sealed_at = '2020-01-01' where number = 1"],
    /Block 1 was changed/,
  ],
  [
    'another signature',
    () => [
      `update audit.blocks set signature =
           (select signature from audit.blocks where number = 2) where number = 1`,
    ],
    /Block 1 was not signed/,
  ],
];

test.each(TAMPERINGS)('finds %s', async (_name, statements, finding) => {
  const { context, ids } = await sealedContext();
  for (const statement of statements(ids[0] ?? '', ids[1] ?? '')) {
    await context.adminDb.query(statement);
  }
  await sealAudit(context);
  expect((await verifyAudit(context)).findings.join('\n')).toMatch(finding);
});

test('finds that the end was cut off when its hash was noted elsewhere', async () => {
  const { context, ids } = await sealedContext();
  const { head } = await verifyAudit(context);
  const noted = { number: head?.number ?? 0, hash: head?.hash ?? '' };
  expect((await verifyAudit(context, [noted])).findings).toEqual([]);
  await context.adminDb.query('delete from audit.blocks where number = 2');
  await context.adminDb.query('delete from audit.records where id = any ($1)', [ids.slice(2)]);
  expect((await verifyAudit(context)).findings).toEqual([]);
  expect((await verifyAudit(context, [noted])).findings.join()).toMatch(/ends before block 2/);
});

test('finds a record that was removed before it was sealed', async () => {
  const context = await testContext();
  const written = record(context, 'early');
  await writeAudit(context.db, [written]);
  await context.adminDb.query('delete from audit.records');
  expect(await sealAudit(context)).toBe(1);
  expect((await verifyAudit(context)).findings.join()).toMatch(
    `${written.id} of block 1 is missing`,
  );
});

test('what waits when its sealer dies is sealed by the next one, once', async () => {
  const context = await testContext();
  await writeAudit(context.db, [record(context, 'confirmed'), record(context, 'confirmed too')]);
  const now = () => {
    throw new Error('killed');
  };
  await expect(sealAudit({ ...context, clock: { now } })).rejects.toThrow('killed');
  expect(await verifyAudit(context)).toMatchObject({ blocks: 0, unsealed: 2, findings: [] });
  expect(await sealAudit(context)).toBe(2);
  expect(await verifyAudit(context)).toMatchObject({ records: 2, unsealed: 0, findings: [] });
});

test('the application may only add', async () => {
  const { context } = await sealedContext();
  for (const statement of [
    'update audit.records set act = act',
    'delete from audit.records',
    'update audit.blocks set number = number',
    'delete from audit.blocks',
    'truncate audit.unsealed',
  ]) {
    await expect(context.db.query(statement), statement).rejects.toThrow(/permission denied/);
  }
});

test('many sealers at once make one chain', async () => {
  const context = await testContext();
  const sealers = [1, 2, 3].map(() => startSealer(context, 1));
  for (let round = 0; round < 20; round++) {
    await writeAudit(context.db, [record(context, `${round}`), record(context, `${round}`)]);
    await sleep(2);
  }
  for (const sealer of sealers) await sealer.stop();
  expect(await verifyAudit(context)).toMatchObject({ records: 40, unsealed: 0, findings: [] });
});

test('a block holds no more than its limit', async () => {
  const context = await testContext();
  await writeAudit(
    context.db,
    Array.from({ length: 5 }, (_, index) => record(context, `${index}`)),
  );
  expect([await sealAudit(context, 2), await sealAudit(context, 2)]).toEqual([2, 2]);
  expect(await verifyAudit(context)).toMatchObject({ blocks: 2, unsealed: 1, findings: [] });
});
