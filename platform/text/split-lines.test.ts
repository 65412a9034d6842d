import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, splitLines } from './split-lines.ts';

async function split(chunks: readonly Buffer[]): Promise<Line[]> {
  async function* stream() {
    yield* chunks;
  }
  const lines: Line[] = [];
  for await (const batch of splitLines(stream(), 3)) lines.push(...batch.lines);
  return lines;
}

/** Cuts bytes at some places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  const ends = [...at, bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const CONTENTS = ['', 'a', ' ', 'ā', '\ufeffb', '\ufeff', 'c\r', '😀', '{"d":1}'].map((text) =>
  Buffer.from(text),
);
const BROKEN = Buffer.from([0x61, 0xff]);

test('each line is the same wherever the stream is cut, and a broken one spoils no other', async () => {
  const given = fc.array(fc.constantFrom(...CONTENTS, BROKEN), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(given, fc.array(fc.nat()), async (contents, places) => {
      const bytes = Buffer.concat(contents.flatMap((line) => [line, Buffer.from('\n')]));
      const expected = contents.flatMap((line, index): Line[] => {
        const number = index + 1;
        if (line === BROKEN) return [{ number, text: '', fault: 'not UTF-8' }];
        const text = line.toString().replace(/^\ufeff/, '');
        return text.trim() === '' ? [] : [{ number, text }];
      });
      expect(await split(cut(bytes, places))).toEqual(expected);
      // The last line needs no end.
      expect(await split(cut(bytes.subarray(0, -1), places))).toEqual(expected);
    }),
  );
});

test('a line that is too long is told, and what stands around it is read', async () => {
  const long = 'x'.repeat(256 * 1024 + 1);
  const bytes = Buffer.from(`a\n${long}\nb\n${long.slice(1)}\nc`);
  for (const places of [[], [100_000], [2, 262_147]]) {
    expect(await split(cut(bytes, places))).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: '', fault: 'line too long' },
      { number: 3, text: 'b' },
      { number: 4, text: long.slice(1) },
      { number: 5, text: 'c' },
    ]);
  }
});
