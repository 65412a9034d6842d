import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testContext } from '../testing/test-context.ts';
import { CopyRows } from './copy-in.ts';

const context = await testContext();
await context.adminDb.query(`
  create table public.copied (
    place integer, small integer, large bigint, bytes bytea, words text, content jsonb, at timestamptz
  );
  grant select, insert, delete on public.copied to koplieta_app`);

const COPY = 'copy public.copied from stdin (format binary)';
const instant = fc.date({
  min: new Date('1900-01-01'),
  max: new Date('2100-01-01'),
  noInvalidDate: true,
});
const words = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000'));

test('rows arrive as they were given', async () => {
  const row = fc.record({
    small: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    large: fc.maxSafeInteger(),
    bytes: fc.option(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
    words,
    content: fc.dictionary(fc.constantFrom('a', 'ē'), words),
    at: instant,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (given) => {
      const rows = new CopyRows();
      for (const [place, { small, large, bytes, words, content, at }] of given.entries()) {
        rows.row(7);
        rows.integer(place);
        rows.integer(small);
        rows.bigint(large);
        if (bytes) rows.binary(bytes);
        else rows.none();
        rows.text(words);
        rows.json(JSON.stringify(content));
        rows.instant(at);
      }
      const got = await context.db.transaction(async (db) => {
        await db.copy(COPY, [rows.end()]);
        const read = await db.query(
          'select small, large, bytes, words, content, at from public.copied order by place',
        );
        await db.query('delete from public.copied');
        return read;
      });
      expect(got).toEqual(given);
    }),
    { numRuns: 25 },
  );
});

test('what the table refuses rolls everything back, and the connection goes on', async () => {
  const rows = new CopyRows();
  rows.row(1);
  rows.integer(7);
  const copied = context.db.transaction((db) => db.copy(COPY, [rows.end()]));
  await expect(copied).rejects.toThrow(/row field count/);
  expect(await context.db.query('select from public.copied')).toEqual([]);
  await expect(context.db.copy(COPY, [rows.end()])).rejects.toThrow(/inside a transaction/);
});
