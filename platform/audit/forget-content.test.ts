import { expect, test } from 'vitest';
import { testContext } from '../testing/test-context.ts';
import { forgetContent, makeAuditRecord, sealAudit, verifyAudit, writeAudit } from './index.ts';

const RETENTIONS = [
  { acts: 'short.', months: 7 },
  { acts: 'long.', months: 24 },
];

/** An act of each class in January of 2020, 2021 and 2022, sealed. */
async function threeYears() {
  const context = await testContext({ now: '2020-01-15T10:00:00Z' });
  for (const year of [2020, 2021, 2022]) {
    context.clock.set(`${year}-01-15T10:00:00Z`);
    const acts = ['short.act', 'long.act', 'shortly.act'];
    const records = acts.map((act) => makeAuditRecord(context, { act, content: { year } }));
    await writeAudit(context.db, records);
    await sealAudit(context);
  }
  const kept = async () =>
    (
      await context.db.query<{ act: string; content: string }>(
        'select act, content from audit.records where content is not null order by act, recorded_at',
      )
    ).map(({ act, content }) => `${act} ${JSON.parse(content).year}`);
  return { context, kept };
}

test('content is forgotten when its class says so, and the chain stays proven', async () => {
  const { context, kept } = await threeYears();
  context.clock.set('2022-02-01T00:00:00Z');
  await forgetContent(context, RETENTIONS);
  expect(await kept()).toEqual([
    'long.act 2021',
    'long.act 2022',
    'short.act 2022',
    'shortly.act 2020',
    'shortly.act 2021',
    'shortly.act 2022',
  ]);
  context.clock.set('2023-02-01T00:00:00Z');
  await forgetContent(context, RETENTIONS);
  expect(await kept()).toContain('long.act 2022');
  expect(await kept()).not.toContain('long.act 2021');
  expect(await verifyAudit(context)).toMatchObject({ records: 9, findings: [] });
});

test('several servers at once forget the same as one', async () => {
  const { context, kept } = await threeYears();
  context.clock.set('2022-02-01T00:00:00Z');
  await Promise.all([1, 2, 3].map(() => forgetContent(context, RETENTIONS)));
  expect(await kept()).toHaveLength(6);
});

test('nobody makes the application forget the last six months', async () => {
  const { context } = await threeYears();
  await expect(
    context.db.query("select audit.forget_content('short.', now() - interval '5 months', 10)"),
  ).rejects.toThrow('last six months');
});
