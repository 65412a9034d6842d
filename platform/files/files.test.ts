import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { Refusal } from '../errors/refusal.ts';
import { checkArchive } from './check-archive.ts';
import { contentTypeOf, formOfContentType, formOfName } from './file-form.ts';
import { gunzipBounded } from './gunzip-bounded.ts';
import { readNumber } from './read-number.ts';
import { readTable } from './read-table.ts';
import { splitArray } from './split-array.ts';
import type { TableRow } from './table-row.ts';
import { writeArchive } from './write-archive.ts';
import { WORKBOOK_PARTS, writeWorkbook } from './write-workbook.ts';

/** In pieces that end in the middle of letters and rows. */
async function* pieces(content: string | Buffer, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content as string);
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => 'well',
    (error: Refusal) => [error.code, error.details],
  );
}

function csv(content: string | Buffer, encoding = 'utf-8', delimiter = ',') {
  const form = formOfName('x.csv', { encoding, delimiter });
  return all(readTable(pieces(content), form));
}

test.each([
  ['application/x-ndjson', { kind: 'lines' }],
  ['application/json; charset=utf-8', { kind: 'array' }],
  ['text/csv', { kind: 'csv', encoding: 'utf-8', delimiter: ',' }],
  [
    'Text/CSV; charset="Windows-1257";delimiter=";"',
    { kind: 'csv', encoding: 'windows-1257', delimiter: ';' },
  ],
  [
    'text/csv; delimiter=tab; charset=utf-16le',
    { kind: 'csv', encoding: 'utf-16le', delimiter: '\t' },
  ],
] as const)('%s is a form', (header, form) => {
  expect(formOfContentType(header)).toEqual(form);
  expect(formOfContentType(contentTypeOf(form))).toEqual(form);
});

test.each([
  ['text/plain', 'file-form-unknown'],
  [undefined, 'file-form-unknown'],
  ['text/csv; charset=koi8-r', 'file-encoding-unknown'],
  ['application/json; charset=windows-1257', 'file-encoding-unknown'],
  ['text/csv; delimiter=x', 'file-delimiter-unknown'],
  ['text/csv; delimiter=constructor', 'file-delimiter-unknown'],
])('%s is none: %s', (header, code) => {
  expect(() => formOfContentType(header)).toThrow(code);
});

test('rows of CSV have the line where they begin', async () => {
  const text = '\ufeffname,note\r\nĀbols,"two\nlines"\n\r\nBumbieris,"a ""b""",more\rCīrulis';
  expect(await csv(text)).toEqual([
    { number: 1, cells: ['name', 'note'] },
    { number: 2, cells: ['Ābols', 'two\nlines'] },
    { number: 5, cells: ['Bumbieris', 'a "b"', 'more'] },
    { number: 6, cells: ['Cīrulis'] },
  ]);
});

test.each([
  ['windows-1257', Buffer.from([0xe2, 0x3b, 0xed])],
  ['iso-8859-13', Buffer.from([0xe2, 0x3b, 0xed])],
  ['utf-16le', Buffer.from('\ufeffā;ķ', 'utf16le')],
  ['utf-8', Buffer.from('ā;ķ')],
])('texts are read in %s', async (encoding, bytes) => {
  const [row] = await csv(bytes, encoding, ';');
  expect(row?.cells).toEqual(['ā', 'ķ']);
});

test.each([
  ['a mark of UTF-16', Buffer.from('\ufeffa', 'utf16le'), 'utf-8'],
  ['a mark of UTF-8', Buffer.from('\ufeffa'), 'windows-1257'],
  ['a mark of UTF-16BE', Buffer.from([0xfe, 0xff, 0, 0x61]), 'utf-16le'],
  ['UTF-8 said to be single bytes', Buffer.from('aāķ'), 'windows-1257'],
])('another encoding than stated is refused: %s', async (_name, bytes, encoding) => {
  expect(await codeOf(csv(bytes, encoding))).toEqual(['file-encoding-wrong', {}]);
});

test.each([
  ['a quote that does not end', 'a,b\n1,"x\n', 2],
  ['a cell without end', `a,b\n"${'x\n'.repeat(200_000)}`, 2],
])('CSV with %s is refused', async (_name, text, line) => {
  expect(await codeOf(csv(text))).toEqual(['csv-broken', { line }]);
});

test.each<[string, string, TableRow['fault']]>([
  ['a quote in the middle', '3,x"y', 'quotes wrong'],
  ['a text after a quote', '"1"x,2', 'quotes wrong'],
  ['a wrong quote before lines in quotes', '5" pipe,"two\nlines"', 'quotes wrong'],
  ['a quote that the next row closes', '"a,1\n"b",2', 'quotes wrong'],
  ['many cells', 'x,'.repeat(200_000), 'too long'],
  ['a cell without end', 'x'.repeat(300_000), 'too long'],
  ['cells of nothing', ','.repeat(300_000), 'too long'],
])('a row of CSV with %s is told, and the others are read', async (_name, row, fault) => {
  const [heading, first, bad, ...rest] = await csv(`a,b\n1,2\n${row}\n8,9\n`);
  expect([heading, first].map((one) => one?.cells)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(bad).toEqual({ number: 3, cells: [], fault });
  expect(rest).toEqual([{ number: 4 + (row.match(/\n/g)?.length ?? 0), cells: ['8', '9'] }]);
});

test('rows before a broken one are read', async () => {
  const rows: TableRow[] = [];
  const form = formOfName('x.csv');
  const work = (async () => {
    for await (const row of readTable(pieces('a\n1\n"2\n', 100), form)) rows.push(row);
  })();
  expect(await codeOf(work)).toEqual(['csv-broken', { line: 3 }]);
  expect(rows.map(({ cells }) => cells)).toEqual([['a'], ['1']]);
});

test('CSV is read as others read it', async () => {
  const sign = fc.constantFrom('a', 'ē', ';', '"', ' ', '\n', '\r\n', '😀');
  const cell = fc.array(sign, { maxLength: 5 }).map((signs) => signs.join(''));
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('\n', '\r\n', '\r'), async (rows, ending) => {
      const text = rows.map((row) => row.map(quoted).join(';') + ending).join('');
      const options = { delimiter: ';', relax_column_count: true };
      const others = parse(text, { ...options, record_delimiter: ['\r\n', '\n', '\r'] });
      const ours = (await csv(text, 'utf-8', ';')).map(({ cells }) => cells);
      expect(ours).toEqual(rows);
      expect(ours).toEqual(others);
    }),
    { numRuns: 200 },
  );
});

test('an array is cut into its elements, whatever they hold', async () => {
  const elements = [
    { a: '],{"\\"\\\\' },
    [[], {}],
    'x,]',
    7,
    -1.5,
    true,
    null,
    { b: [1, { c: '[' }] },
  ];
  for (const text of [JSON.stringify(elements), JSON.stringify(elements, null, 2)]) {
    const lines = await all(splitArray(pieces(`\ufeff ${text}\n`, 1)));
    expect(lines.map((line) => JSON.parse(line.text))).toEqual(elements);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  }
  expect(await all(splitArray(pieces(' [ ] ')))).toEqual([]);
});

test('elements that cannot be read are told, and those after them are read', async () => {
  const long = `{"a":"${'x'.repeat(300_000)}"}`;
  const content = Buffer.concat([
    Buffer.from(`[1, ${long}, "`),
    Buffer.from([0xc3, 0x28]),
    Buffer.from('", 4]'),
  ]);
  const lines = await all(splitArray(pieces(content, 60_000)));
  expect(lines).toEqual([
    { number: 1, text: '1' },
    { number: 2, text: '', fault: 'line too long' },
    { number: 3, text: '', fault: 'not UTF-8' },
    { number: 4, text: '4' },
  ]);
});

test.each([
  ['', 0],
  ['{"a": 1}', 0],
  ['[1, 2', 1],
  ['[1, 2,]', 2],
  ['[,1]', 0],
  ['[1 2]', 1],
  ['[1] 2', 1],
  ['[{"a": "', 0],
])('%s is no array', async (text, element) => {
  expect(await codeOf(all(splitArray(pieces(text, 3))))).toEqual([
    'json-array-broken',
    { element },
  ]);
});

test('what is compressed is inflated, unless it is a bomb or broken', async () => {
  const content = randomBytes(300_000);
  const parts = await all(gunzipBounded(pieces(gzipSync(content), 1_000)));
  expect(Buffer.concat(parts)).toEqual(content);
  const bomb = gzipSync(Buffer.alloc(20_000_000));
  expect(await codeOf(all(gunzipBounded(pieces(bomb, 1_000))))).toEqual([
    'compressed-too-much',
    {},
  ]);
  for (const broken of [gzipSync(content).subarray(0, 1_000), Buffer.from('no gzip at all')]) {
    expect(await codeOf(all(gunzipBounded(pieces(broken))))).toEqual(['compressed-broken', {}]);
  }
});

const WORKBOOK = [
  ['name', 'count', 'since', 'open'].map((value) => ({ value })),
  [
    { value: 'Ķemere' },
    { value: 7.25, type: Number },
    { value: new Date('2026-03-11T00:00:00Z'), type: Date, format: 'dd.mm.yyyy' },
    { value: true, type: Boolean },
  ],
  [],
  [{ value: '=1+1' }, null, null, null],
];

async function workbook(): Promise<Buffer> {
  return (await writeXlsxFile(WORKBOOK as never).toBuffer()) as Buffer;
}

function readXlsx(content: Buffer) {
  return all(readTable(pieces(content, 4_096), { kind: 'workbook' }));
}

test('the first sheet of a workbook is rows with types', async () => {
  expect(await readXlsx(await workbook())).toEqual([
    { number: 1, cells: ['name', 'count', 'since', 'open'] },
    { number: 2, cells: ['Ķemere', 7.25, new Date('2026-03-11T00:00:00Z'), true] },
    { number: 4, cells: ['=1+1', null, null, null] },
  ]);
});

test('what is no workbook, or says wrong things of itself, is refused', async () => {
  const good = await workbook();
  const directory = good.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const changed = (change: (copy: Buffer) => void) => {
    const copy = Buffer.from(good);
    change(copy);
    return copy;
  };
  const broken = [
    Buffer.from('no archive'),
    Buffer.alloc(0),
    good.subarray(0, good.length - 200),
    // An entry that says to be smaller than it is: what a bomb does.
    changed((copy) => copy.writeUInt32LE(1, directory + 24)),
    changed((copy) => copy.writeUInt32LE(0xffffffff, directory + 42)),
    changed((copy) => copy.write('../', directory + 46)),
    changed((copy) => copy.write('/', directory + 46)),
  ];
  for (const one of broken) {
    expect(await codeOf(readXlsx(one))).toEqual(['workbook-broken', {}]);
  }
  const bomb = changed((copy) => copy.writeUInt32LE(0x10000000, directory + 24));
  expect(() => checkArchive(bomb)).toThrow('workbook-too-large');
  expect(await codeOf(readXlsx(Buffer.alloc(17_000_000)))).toEqual(['workbook-too-large', {}]);
});

test('a sheet that claims more cells than fit in memory is refused', {
  timeout: 60_000,
}, async () => {
  const cells = '<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>';
  const parts = await all(writeWorkbook(one([['A']])));
  const good = Buffer.concat(parts);
  expect(await readXlsx(good)).toHaveLength(1);
  const content = `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
  const bomb = await all(
    writeArchive([
      ...WORKBOOK_PARTS.map(([name, text]) => ({ name, content: [text] })),
      { name: 'xl/worksheets/sheet1.xml', content: [content] },
    ]),
  );
  expect(await codeOf(readXlsx(Buffer.concat(bomb)))).toEqual(['workbook-too-large', {}]);
});

test('a workbook of more rows than spreadsheets open is refused', async () => {
  const empty = async function* () {
    for (let page = 0; page < 3; page++) yield Array.from({ length: 400_000 }, () => []);
  };
  const written = (async () => {
    for await (const part of writeWorkbook(empty())) expect(part.length).toBeGreaterThan(0);
  })();
  expect(await codeOf(written)).toEqual(['workbook-rows-too-many', {}]);
});

async function* one<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

test.each([
  ['12.50', { digits: '12.50' }],
  ['0.000000001', { digits: '0.000000001' }],
  ['12.5', 12.5],
  ['12', 12],
  ['1E-3', 0.001],
  ['0.10000000000000001', 0.1],
  ['45000000000000000000.0', 45e18],
])('the number %s of a sheet keeps the digits that it has', (text, number) => {
  expect(readNumber(text)).toEqual(number);
});

test('a row of a workbook that is longer than any record is told, and the others are read', async () => {
  const pages = (async function* () {
    yield [['words'], ['x'.repeat(300_000)], ['good']];
  })();
  expect(await readXlsx(Buffer.concat(await all(writeWorkbook(pages))))).toEqual([
    { number: 1, cells: ['words'] },
    { number: 2, cells: [], fault: 'too long' },
    { number: 3, cells: ['good'] },
  ]);
});

test('a text that many cells share does not grow beyond measure', async () => {
  const rowOf = (_: unknown, index: number) =>
    `<row r="${index + 1}"><c r="A${index + 1}" t="s"><v>0</v></c></row>`;
  const rows = Array.from({ length: 20_000 }, rowOf).join('');
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings';
  const link = `<Relationship Id="r9" Type="${type}" Target="sharedStrings.xml"/></Relationships>`;
  const parts = WORKBOOK_PARTS.map(([name, content]) => {
    const isLinks = name === 'xl/_rels/workbook.xml.rels';
    return { name, content: [isLinks ? content.replace('</Relationships>', link) : content] };
  });
  const shared = `<sst ${main}><si><t>${'y'.repeat(250_000)}</t></si></sst>`;
  const sheet = `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`;
  const archive = writeArchive([
    ...parts,
    { name: 'xl/sharedStrings.xml', content: [shared] },
    { name: 'xl/worksheets/sheet1.xml', content: [sheet] },
  ]);
  const bytes = Buffer.concat(await all(archive));
  expect(await codeOf(readXlsx(bytes))).toEqual(['workbook-too-large', {}]);
});

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook of two columns: a good row, the given cell in a second, and a good one. */
async function workbookWith(cell: string): Promise<Buffer> {
  const good = (row: number) =>
    `<row r="${row}"><c r="A${row}"><v>${row}</v></c><c r="B${row}" t="inlineStr"><is><t>ķ</t></is></c></row>`;
  const rows = `${good(1)}<row r="2"><c r="A2"><v>2</v></c>${cell}</row>${good(3)}`;
  const sheet = `<worksheet ${MAIN}><cols><col min="1" max="2"/></cols><sheetData>${rows}</sheetData></worksheet>`;
  const archive = writeArchive([
    ...WORKBOOK_PARTS.map(([name, content]) => ({ name, content: [content] })),
    { name: 'xl/worksheets/sheet1.xml', content: [sheet] },
  ]);
  return Buffer.concat(await all(archive));
}

test.each([
  ['an error', '<c r="B2" t="e"><v>#N/A</v></c>'],
  ['an error of a formula', '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
  ['a formula without its result', '<c r="B2"><f>1+1</f></c>'],
  ['a formula of a text without its result', '<c r="B2" t="str"><f>A1&amp;"x"</f></c>'],
  ['a formula with an empty number', '<c r="B2"><f>A1</f><v/></c>'],
  ['no number', '<c r="B2"><v>two</v></c>'],
  ['a text that is not there', '<c r="B2" t="s"><v>7</v></c>'],
  ['a truth that is none', '<c r="B2" t="b"><v>maybe</v></c>'],
  ['a day that is none', '<c r="B2" t="d"><v>2026-02-40</v></c>'],
  ['a style that is not there', '<c r="B2" s="99"><v>1</v></c>'],
  ['a type that is none', '<c r="B2" t="vector"><v>1</v></c>'],
])('a cell of a workbook with %s is told, and the others are read', async (_name, cell) => {
  expect(await readXlsx(await workbookWith(cell))).toEqual([
    { number: 1, cells: [1, 'ķ'] },
    { number: 2, cells: [2, { unreadable: true }] },
    { number: 3, cells: [3, 'ķ'] },
  ]);
});

test.each([
  ['a number', '<c r="B2"><v>5</v></c>', 5],
  ['a formula with its result', '<c r="B2"><f>2+3</f><v>5</v></c>', 5],
  ['a formula of an empty text', '<c r="B2" t="str"><f>A9</f><v></v></c>', null],
  ['a text of a formula', '<c r="B2" t="str"><f>A9</f><v>#N/A</v></c>', '#N/A'],
  ['a text that looks like an error', '<c r="B2" t="inlineStr"><is><t>#N/A</t></is></c>', '#N/A'],
  ['nothing', '<c r="B2"/>', null],
  ['nothing of a type', '<c r="B2" t="s"></c>', null],
  ['a truth', '<c r="B2" t="b"><v>1</v></c>', true],
])('a cell of a workbook with %s is read', async (_name, cell, expected) => {
  const [, row] = await readXlsx(await workbookWith(cell));
  expect(row?.cells).toEqual([2, expected]);
});
