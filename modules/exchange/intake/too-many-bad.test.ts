import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { describeUpload, takeUpload } from './take-upload.ts';

const lines = (value: unknown) => `${JSON.stringify(value)}\n`;

interface Options {
  id: string;
  mode: 'changes' | 'snapshot';
  takenAt?: string;
}

async function send(context: TestContext, text: string, { takenAt, ...options }: Options) {
  const taken = takenAt === undefined ? null : new Date(takenAt);
  const sent = { ...options, takenAt: taken, allOrNothing: false, fromLine: 1 };
  return await takeUpload(context, LICENCES, sent, Readable.from([Buffer.from(text)]));
}

test.each([
  ['changes', { mode: 'changes' }, { stored: 1 }],
  ['a snapshot', { mode: 'snapshot', takenAt: '2026-03-11T03:00:00Z' }, { stored: 0 }],
] as const)(
  'too many bad lines end %s, which is refused with the reasons, and leaves nothing',
  async (_words, options, kept) => {
    const context = await exchangeContext();
    const good = options.mode === 'snapshot' ? licence() : { upsert: licence() };
    const text = `${lines(good)}${'{}\n'.repeat(13_000)}`;
    const garbage = send(context, text, { id: 'garbage', ...options });
    const quarantine = '/exchange/v1/data-sets/vejaine-licences/1/quarantine';
    await expect(garbage).rejects.toMatchObject({
      code: 'upload-too-many-bad',
      details: { ...kept, quarantine, quarantined: expect.any(Number) },
    });
    const ended = { state: 'refused', refusedFor: 'too-many-bad', ...kept };
    const report = await describeUpload(context, LICENCES, 'garbage');
    expect(report).toMatchObject(ended);
    expect(report.quarantined).toBeLessThan(13_000);
    const [counted] = await context.adminDb.query(
      'select count(*)::integer from exchange.quarantine',
    );
    expect(counted).toEqual({ count: report.quarantined });
    for (const table of ['spool', 'seen_keys']) {
      expect(await context.adminDb.query(`select from exchange.${table}`)).toEqual([]);
    }
    const { state, refusedFor } = report;
    await expect(send(context, text, { id: 'garbage', ...options })).rejects.toMatchObject({
      ...{ code: 'upload-ended', details: { state, refusedFor } },
    });
    const mended = await send(context, lines(good), { id: 'mended', ...options });
    expect(mended).toMatchObject({ state: 'complete', refusedFor: null });
  },
);
