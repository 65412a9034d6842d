import { expect, test } from 'vitest';
import { type FileForm, formOfName } from '../../../../platform/files/file-form.ts';
import { writeArchive } from '../../../../platform/files/write-archive.ts';
import { WORKBOOK_PARTS } from '../../../../platform/files/write-workbook.ts';
import type { TestContext } from '../../../../platform/testing/test-context.ts';
import { exchangeContext, heldRows, LICENCES, licence } from '../../testing/exchange-context.ts';
import { listQuarantine, replayQuarantined } from '../serve-quarantine.ts';
import { takeUpload } from '../take-upload.ts';

async function load(context: TestContext, form: FileForm, content: Buffer) {
  async function* chunks() {
    for (let at = 0; at < content.length; at += 1_009) yield content.subarray(at, at + 1_009);
  }
  const sent = { id: 'mixed', mode: 'changes' as const, allOrNothing: false, fromLine: 1 };
  return await takeUpload(context, LICENCES, { ...sent, form, takenAt: null }, chunks());
}

async function refused(context: TestContext) {
  const kept = await listQuarantine(context, LICENCES, { after: null, limit: 100 });
  return kept.map(({ line, problems }) => [line, ...problems.map(({ path, code }) => path + code)]);
}

async function numbers(context: TestContext) {
  return (await heldRows(context)).map(({ content }) => content?.number);
}

const row = (number: string, more = '') => `32000000001;${number};1;2026-03-11;2.50${more}\n`;

test('of a CSV file the good rows are stored, and the bad ones told by their lines', async () => {
  const context = await exchangeContext();
  const text = [
    'personCode;number;revision;since;fee\n',
    ...[row('L-2'), row('5" pipe'), row('L-4', ';more'), row('L-\u0001'), row('"L-6"x')],
    ...[row(`"two\nlines"`), row('x'.repeat(300_000)), row('L-10')],
  ].join('');
  const content = Buffer.from(text);
  content[content.indexOf(1)] = 0xff;
  const form = formOfName('x.csv', { delimiter: ';' });
  expect(await load(context, form, content)).toMatchObject({ state: 'complete', stored: 3 });
  expect(await refused(context)).toEqual([
    [3, 'quotes-wrong'],
    [4, 'too-many-cells'],
    [5, 'not-in-encoding'],
    [6, 'quotes-wrong'],
    [9, 'line-too-long'],
  ]);
  expect(await numbers(context)).toEqual(['L-2', 'two\nlines', 'L-10']);
});

test('of a JSON array the good elements are stored, and the bad ones told by their places', async () => {
  const context = await exchangeContext();
  const good = (number: string) => JSON.stringify({ upsert: licence({ number }) });
  const elements = [
    ...[good('L-1'), '{"upsert": nothing}', good('L-\u0001'), '"text"', '7', '{"a":[}}'],
    ...[`"${'x'.repeat(300_000)}"`, good('L-8')],
  ];
  const text = `[${elements.join(',\n')}]`.replace('L-\\u0001', 'L-\xff');
  const content = Buffer.from(text, 'latin1');
  expect(await load(context, { kind: 'array' }, content)).toMatchObject({ stored: 2 });
  expect(await refused(context)).toEqual([
    [2, 'not-json'],
    [3, 'not-utf-8'],
    [4, 'not-a-change'],
    [5, 'not-a-change'],
    [6, 'not-json'],
    [7, 'line-too-long'],
  ]);
  expect(await numbers(context)).toEqual(['L-1', 'L-8']);
});

const WORDS = ['personCode', 'number', 'revision', 'since', 'fee', '_change'] as const;

/** A workbook of these cells, each as its XML or as a text. */
async function workbook(...rows: string[][]): Promise<Buffer> {
  const cellOf = (cell: string, place: string) =>
    cell.startsWith(' ')
      ? `<c r="${place}"${cell}</c>`
      : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  const xml = rows.map((cells, index) => {
    const number = index + 1;
    const written = cells.map((cell, at) => cellOf(cell, `${'ABCDEF'[at]}${number}`));
    return `<row r="${number}">${written.join('')}</row>`;
  });
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const content = [`<worksheet ${main}><sheetData>${xml.join('')}</sheetData></worksheet>`];
  const pieces: Buffer[] = [];
  const parts = WORKBOOK_PARTS.map(([name, text]) => ({ name, content: [text] }));
  const archive = writeArchive([...parts, { name: 'xl/worksheets/sheet1.xml', content }]);
  for await (const piece of archive) pieces.push(piece);
  return Buffer.concat(pieces);
}

const ERROR = ' t="e"><v>#N/A</v>';

test('of a workbook the good rows are stored, and the bad cells told by row and column', async () => {
  const context = await exchangeContext();
  const cells = (number: string, fee: string, change = '') => [
    ...['32000000001', number, '1', '2026-03-11', fee, change],
  ];
  const content = await workbook(
    [...WORDS],
    cells('L-2', '2.50'),
    cells('L-3', ERROR),
    cells('L-4', ' ><f>A1*2</f>', ERROR),
    cells(' t="s"><v>9</v>', '2.50'),
    cells('L-6', '2.50'),
  );
  const report = await load(context, { kind: 'workbook' }, content);
  expect(report).toMatchObject({ state: 'complete', stored: 2, quarantined: 3 });
  expect(await refused(context)).toEqual([
    [3, '/feecell-unreadable'],
    [4, '/feecell-unreadable', '/_changecell-unreadable'],
    [5, '/numbercell-unreadable'],
  ]);
  expect(await numbers(context)).toEqual(['L-2', 'L-6']);

  // Nobody makes an empty field of it by playing it back, and mended it is taken.
  const page = { after: null, limit: 100 };
  const [third, fourth] = await listQuarantine(context, LICENCES, page);
  for (const { id } of [third, fourth] as { id: string }[]) {
    await expect(replayQuarantined(context, LICENCES, { id, change: undefined })).rejects.toThrow();
  }
  const { upsert } = third?.change as { upsert: Record<string, unknown> };
  const change = { upsert: { ...upsert, fee: '3.00' } };
  const id = third?.id ?? '';
  expect(await replayQuarantined(context, LICENCES, { id, change })).toMatchObject({
    outcome: 'new',
  });
});
