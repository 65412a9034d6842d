import { crc32, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { FileForm } from '../../../platform/files/file-form.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { exchangeContext, heldRows, LICENCES, licence } from '../testing/exchange-context.ts';
import { takeUpload } from './take-upload.ts';
import { TURN_LINES } from './upload-batch.ts';

const lines = (...numbers: number[]) =>
  numbers.map((number) => `${JSON.stringify({ upsert: licence({ number: `L-${number}` }) })}\n`);

interface Options {
  fromLine?: number;
  sumBefore?: number;
  gzip?: boolean;
  form?: FileForm;
  cut?: boolean;
}

async function send(context: TestContext, bytes: string | Buffer, options: Options = {}) {
  const { cut = false, fromLine = 1, ...more } = options;
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(bytes as string);
    if (cut) throw new Error('aborted');
  }
  const sent = { id: 'daily', mode: 'changes' as const, allOrNothing: false, takenAt: null };
  return await takeUpload(context, LICENCES, { ...sent, ...more, fromLine }, chunks());
}

const DIFFERS = { code: 'upload-differs' };

test('the same again answers the same, compressed or not', async () => {
  const context = await exchangeContext();
  const text = lines(1, 2, 3).join('');
  const report = await send(context, text);
  expect(report).toMatchObject({ state: 'complete', stored: 3 });
  expect(await send(context, text)).toMatchObject({ state: 'complete', stored: 3, lastLine: 3 });
  expect(await send(context, gzipSync(text), { gzip: true })).toMatchObject({ stored: 3 });
  // Whoever goes on after the last line has nothing left to send.
  expect(await send(context, '', { fromLine: 4 })).toMatchObject({ state: 'complete' });
});

test.each<[name: string, bytes: string | Buffer, options: Options]>([
  ['another file', lines(4, 5, 6).join(''), {}],
  ['one changed in the middle', lines(1, 7, 3).join(''), {}],
  ['one that is shorter', lines(1, 2).join(''), {}],
  ['one that is longer', lines(1, 2, 3, 4).join(''), {}],
  ['one of nothing', '', {}],
  ['another file, compressed', gzipSync(lines(4, 5, 6).join('')), { gzip: true }],
  ['more after its last line', lines(4).join(''), { fromLine: 4 }],
])(
  '%s under the name of a complete upload is refused, and changes nothing',
  async (_name, bytes, options) => {
    const context = await exchangeContext();
    await send(context, lines(1, 2, 3).join(''));
    const before = await heldRows(context);
    await expect(send(context, bytes, options)).rejects.toMatchObject(DIFFERS);
    expect(await heldRows(context)).toEqual(before);
    await expect(send(context, lines(1, 2, 3).join(''))).resolves.toMatchObject({ stored: 3 });
  },
);

const ALL = lines(...Array.from({ length: TURN_LINES + 1 }, (_, index) => index));
const FIRST = ALL.slice(0, TURN_LINES).join('');
const LAST = ALL.at(-1) ?? '';
const REST = TURN_LINES + 1;

/** An upload that was cut before its last line. */
async function cutUpload(): Promise<TestContext> {
  const context = await exchangeContext();
  const cut = send(context, FIRST, { cut: true });
  await expect(cut).rejects.toMatchObject({ code: 'upload-cut' });
  return context;
}

test.each<[name: string, bytes: string, options: Options]>([
  ['sent whole again', FIRST + LAST, {}],
  ['gone on with', LAST, { fromLine: REST }],
  ['gone on with, by the sum of what came', LAST, { fromLine: REST, sumBefore: crc32(FIRST) }],
  ['gone on with from a line that came', ALL.slice(-2).join(''), { fromLine: TURN_LINES }],
])('what was cut and is %s is known to its end', async (_name, bytes, options) => {
  const context = await cutUpload();
  expect(await send(context, bytes, options)).toMatchObject({ stored: ALL.length });
  expect(await send(context, FIRST + LAST)).toMatchObject({ stored: ALL.length });
  await expect(send(context, LAST + FIRST)).rejects.toMatchObject(DIFFERS);
  await expect(send(context, FIRST + LAST + LAST)).rejects.toMatchObject(DIFFERS);
});

test.each<[name: string, bytes: string, options: Options]>([
  ['with another beginning', FIRST.replace('L-7"', 'L-900"') + LAST, {}],
  ['that ends before what is kept', ALL.slice(0, 5).join(''), {}],
  ['of nothing', '', {}],
  ['whose beginning has another sum', LAST, { fromLine: REST, sumBefore: crc32(LAST) }],
  [
    'with another line that came',
    LAST + LAST,
    { fromLine: TURN_LINES, sumBefore: sumOf(TURN_LINES - 1) },
  ],
])('a file %s does not go on with what was cut', async (_name, bytes, options) => {
  const context = await cutUpload();
  const before = await heldRows(context);
  await expect(send(context, bytes, options)).rejects.toMatchObject(DIFFERS);
  expect(await heldRows(context)).toEqual(before);
  expect(await send(context, FIRST + LAST)).toMatchObject({ stored: ALL.length });
});

test('what is kept of the content is encrypted: nobody can try out what it was', async () => {
  const context = await cutUpload();
  const [row] = await context.adminDb.query<{ kept_sum: Buffer }>(
    'select kept_sum from exchange.uploads',
  );
  if (!row) throw new Error('No upload.');
  expect(context.keys.decrypt(row.kept_sum)).toBe(String(crc32(FIRST)));
  expect(row.kept_sum.toString('latin1')).not.toContain(String(crc32(FIRST)));
});

function sumOf(count: number): number {
  return crc32(ALL.slice(0, count).join(''));
}
