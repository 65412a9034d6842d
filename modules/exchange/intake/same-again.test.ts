import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { FileForm } from '../../../platform/files/file-form.ts';
import { type Keyring, openKeyring } from '../../../platform/keys/keyring.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { exchangeContext, heldRows, LICENCES, licence } from '../testing/exchange-context.ts';
import { ContentSum } from './files/content-sum.ts';
import { takeUpload } from './take-upload.ts';
import { TURN_LINES } from './upload-batch.ts';

const lines = (...numbers: number[]) =>
  numbers.map((number) => `${JSON.stringify({ upsert: licence({ number: `L-${number}` }) })}\n`);

interface Options {
  fromLine?: number;
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

test('what was cut and sent whole again is known; what was sent in parts, by its length alone', async () => {
  const all = lines(...Array.from({ length: TURN_LINES + 1 }, (_, index) => index));
  const first = all.slice(0, TURN_LINES).join('');
  const last = all.at(-1) ?? '';
  const cut = { code: 'upload-cut' };
  const whole = await exchangeContext();
  await expect(send(whole, first, { cut: true })).rejects.toMatchObject(cut);
  await send(whole, first + last);
  await expect(send(whole, last + first)).rejects.toMatchObject(DIFFERS);
  expect(await send(whole, first + last)).toMatchObject({ stored: all.length });
  const inParts = await exchangeContext();
  await expect(send(inParts, first, { cut: true })).rejects.toMatchObject(cut);
  await send(inParts, last, { fromLine: TURN_LINES + 1 });
  expect(await send(inParts, last + first)).toMatchObject({ stored: all.length });
  await expect(send(inParts, first + last + last)).rejects.toMatchObject(DIFFERS);
});

test('what is kept of the content is a keyed sum: nobody can try out what it was', async () => {
  const sumOf = async (keys: Keyring) => {
    const sum = new ContentSum();
    for await (const _ of sum.of(chunksOf('320000-00001'))) continue;
    return sum.sealed(keys).toString('hex');
  };
  const [one, other] = [1, 2].map((filler) => openKeyring(Buffer.alloc(32, filler)));
  if (!one || !other) throw new Error('No keys.');
  expect(await sumOf(one)).toBe(await sumOf(one));
  expect(await sumOf(one)).not.toBe(await sumOf(other));
});

async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
