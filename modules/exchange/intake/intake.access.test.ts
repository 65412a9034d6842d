import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Actor } from '../../../platform/context.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { findFollowedVersion, lastHeardOf } from '../index.ts';
import { changeRows, exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { confirmUpload, refuseUpload } from './decide-upload.ts';
import { takeUpload } from './take-upload.ts';
import { listIntake, listQuarantineReasons } from './watch-intake.ts';

const OWN = 'm-0099000';
const OTHER = 'vejaines-pramis';
const ALL = { after: null, limit: 10 };

/** A data set of which a snapshot left out the half, and a line of another was refused. */
async function scene() {
  const context = await exchangeContext();
  const records = Array.from({ length: 40 }, (_, index) => licence({ number: `L-${index}` }));
  await send(context, 'whole', '2026-03-09T03:00:00Z', records);
  await send(context, 'half', '2026-03-10T03:00:00Z', records.slice(0, 20));
  await send(context, 'bad', '2026-03-11T03:00:00Z', [...records, { number: 'L-x' }]);
  const reviewer = await asOfficial(context, { organisation: OWN, roles: ['reviewer'] });
  return { context, reviewer };
}

async function send(context: TestContext, id: string, takenAt: string, records: unknown[]) {
  const sent = { id, mode: 'snapshot' as const, allOrNothing: false, fromLine: 1 };
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const stream = Readable.from([Buffer.from(text)]);
  await takeUpload(context, LICENCES, { ...sent, takenAt: new Date(takenAt) }, stream);
}

test('officials see how much came in, what was refused and why, and no record', async () => {
  const { context, reviewer } = await scene();
  const own = [
    {
      ...{ code: 'vejaine-licences', version: 1, records: 40, quarantined: 1 },
      waiting: [{ id: 'half', lines: 20, removed: 20 }],
    },
  ];
  expect(await listIntake(reviewer)).toMatchObject(own);
  const operator = await asOfficial(context, { organisation: null, roles: ['editor'] });
  expect(await listIntake(operator)).toMatchObject(own);
  const reasons = await listQuarantineReasons(reviewer, LICENCES, ALL);
  expect(reasons).toMatchObject([{ uploadId: 'bad', line: 41 }]);
  expect(JSON.stringify(reasons)).not.toContain('L-x');
});

test('a reviewer lets a snapshot in that removes many, or refuses it', async () => {
  const { context, reviewer } = await scene();
  const refused = await refuseUpload(reviewer, LICENCES, 'half');
  expect(refused).toMatchObject({ state: 'refused', refusedFor: 'decision' });
  expect(await changeRows(context)).toHaveLength(40);
  expect(await context.db.query('select from exchange.spool')).toEqual([]);
  await expect(refuseUpload(reviewer, LICENCES, 'half')).rejects.toMatchObject({
    code: 'upload-ended',
  });

  const { context: again, reviewer: second } = await scene();
  const confirmed = await confirmUpload(second, LICENCES, {
    id: 'half',
    removed: 20,
    changed: 0,
    added: 0,
  });
  expect(confirmed).toMatchObject({ state: 'complete', removed: 20 });
  expect(await changeRows(again)).toHaveLength(60);
});

test('another institution, another role and everybody else decide and see nothing', async () => {
  const { context, reviewer } = await scene();
  const ways = (asking: Parameters<typeof listIntake>[0]) => [
    () => confirmUpload(asking, LICENCES, { id: 'half', removed: 20, changed: 0, added: 0 }),
    () => refuseUpload(asking, LICENCES, 'half'),
    () => listQuarantineReasons(asking, LICENCES, ALL),
  ];
  const stranger = await asOfficial(context, { organisation: OTHER, roles: ['reviewer'] });
  expect(await listIntake(stranger)).toEqual([]);
  const auditor = await asOfficial(context, { organisation: OWN, roles: ['auditor'] });
  const editor = await asOfficial(context, { organisation: OWN, roles: ['editor'] });
  const person: Actor = { kind: 'recipient', personId: 'x', sessionId: 'y' };
  for (const [asking, code] of [
    [stranger, 'data-set-not-permitted'],
    [auditor, 'official-role-missing'],
    [context.as(person), 'not-allowed'],
  ] as const) {
    for (const way of ways(asking)) await expect(way()).rejects.toMatchObject({ code });
  }
  for (const way of ways(editor).slice(0, 2)) {
    await expect(way()).rejects.toMatchObject({ code: 'official-role-missing' });
  }
  await expect(listIntake(context.as(person))).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await listIntake(reviewer)).toMatchObject([{ waiting: [{ id: 'half' }] }]);
});

test('how fresh a data set is, everybody who follows it sees; what waits, not everybody', async () => {
  const { context } = await scene();
  await context.adminDb.query(`update exchange.versions set state = 'published'`);
  const version = await findFollowedVersion(context, LICENCES);
  const stranger = await asOfficial(context, { organisation: OTHER, roles: ['editor'] });
  const inside = { ...stranger, actor: { kind: 'system', job: 'test' } as const };
  const loadedAt = context.clock.now();
  const heard = await lastHeardOf(inside, version?.id ?? 0);
  expect(heard).toMatchObject({ loadedAt, snapshotsWaiting: 0 });
  const platform = { ...context, actor: { kind: 'system', job: 'test' } as const };
  expect(await lastHeardOf(platform, version?.id ?? 0)).toEqual({ ...heard, snapshotsWaiting: 1 });
});
