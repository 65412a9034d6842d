import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { defineDataSet, streamRecords, takeUpload } from '../../modules/exchange/index.ts';
import { addOrganisations } from '../../modules/persons/index.ts';
import { type FileForm, formOfName } from '../../platform/files/file-form.ts';
import { type BenchDatabase, withBenchDatabase } from '../database.ts';
import { memoryHeld } from './memory-held.ts';

const MEGABYTE = 1_000_000;
/** Records that a stream goes through again and again: after the first round all is unchanged. */
const RECORDS_IN = 5_000;
const RECORDS_OUT = 100_000;
const LINES_A_PIECE = 500;

const REGISTER = `
code: bench-files
name: { lv: Mērījumu faili, en: Files of the bench }
institution: bench
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: surname, class: personal }
  - { name: territory, class: none }
  - { name: amount, type: decimal, class: none }
  - { name: since, type: day, class: none }
  - { name: note, class: none }
`;

const NAMES = ['number', 'surname', 'territory', 'amount', 'since', 'note'];
const BULK = ['ndjson', 'csv', 'xlsx', 'parquet'] as const;

/** The file of each form: its head, how a record stands in it, its end. */
interface Written {
  name: string;
  form: FileForm;
  gzip: boolean;
  head: string;
  end: string;
  of(cells: readonly (string | number)[]): string;
}

const asJson = (cells: readonly (string | number)[]) =>
  `{"upsert":${JSON.stringify(Object.fromEntries(NAMES.map((name, at) => [name, cells[at]])))}}`;
const CSV = {
  ...{ form: formOfName('x.csv', { delimiter: ';' }), head: `${NAMES.join(';')}\n`, end: '' },
  of: (cells: readonly (string | number)[]) => `${cells.join(';')}\n`,
};
const FILES: Written[] = [
  {
    ...{ name: 'lines', form: { kind: 'lines' }, gzip: false, head: '', end: '' },
    of: (cells) => `${asJson(cells)}\n`,
  },
  {
    ...{ name: 'array', form: { kind: 'array' }, gzip: false, head: '[\n', end: 'null]' },
    of: (cells) => `${asJson(cells)},\n`,
  },
  { ...CSV, name: 'CSV', gzip: false },
  { ...CSV, name: 'CSV, gzip', gzip: true },
];

/** Memory and pace of files in and out, each beside one that is ten times larger. */
export async function benchFiles(megabytes: number): Promise<void> {
  await withBenchDatabase(async (database) => {
    await addOrganisations(database.context, [
      {
        ...{ code: 'bench', registrationNumber: null, kind: 'institution', roles: [] },
        ...{ name: { lv: 'Mērījumi', en: 'Bench' }, territory: null },
      },
    ]);
    for (const file of FILES) {
      await takeIn(database, file, { megabytes: 1 });
      const tenth = await takeIn(database, file, { megabytes: megabytes / 10 });
      const all = await takeIn(database, file, { megabytes });
      tell(`in: ${file.name}`, `${megabytes} MB`, { tenth, all });
    }
    const [few, many] = [await fill(database, RECORDS_OUT / 10), await fill(database, RECORDS_OUT)];
    for (const form of BULK) {
      await giveOut(database, few, form);
      const tenth = await giveOut(database, few, form);
      const all = await giveOut(database, many, form);
      tell(`out: ${form}`, `${all.megabytes.toFixed(0)} MB`, { tenth, all });
    }
  });
}

interface Measured {
  held: number;
  seconds: number;
  megabytes: number;
}

function tell(name: string, size: string, { tenth, all }: { tenth: Measured; all: Measured }) {
  const growth = ((all.held / tenth.held - 1) * 100).toFixed(1);
  const pace = (all.megabytes / all.seconds).toFixed(1);
  console.log(
    `${name.padEnd(15)} ${size.padStart(8)}: ${all.held.toFixed(1)} MiB held, of a tenth ` +
      `${tenth.held.toFixed(1)} (${growth} % more), ${pace} MB/s`,
  );
}

let dataSets = 0;

interface Name {
  code: string;
  version: number;
}

async function newDataSet({ context }: BenchDatabase): Promise<Name> {
  dataSets += 1;
  const code = `bench-files-${dataSets}`;
  await defineDataSet(context, { file: 'x', text: REGISTER.replace('bench-files', code) });
  return { code, version: 1 };
}

async function takeIn(
  database: BenchDatabase,
  file: Written,
  { megabytes }: { megabytes: number },
): Promise<Measured> {
  const name = await newDataSet(database);
  const rows = rowsOf(file, { records: RECORDS_IN, length: megabytes * MEGABYTE });
  const plain = Readable.from(rows, { highWaterMark: 1 });
  const chunks = file.gzip ? plain.pipe(createGzip({ level: 1 })) : plain;
  const begunMs = performance.now();
  const held = await memoryHeld(async () => {
    const { quarantined } = await upload(database, name, { file, chunks });
    // The array ends in null, which is no change.
    if (quarantined > 1) throw new Error('A row of the bench is bad.');
  });
  return { held, megabytes, seconds: (performance.now() - begunMs) / 1_000 };
}

async function upload(
  { context }: BenchDatabase,
  name: Name,
  { file, chunks }: { file: Written; chunks: AsyncIterable<Buffer> },
) {
  const sent = {
    ...{ id: 'x', mode: 'changes' as const, allOrNothing: false, takenAt: null, fromLine: 1 },
    ...{ form: file.form, gzip: file.gzip },
  };
  return await takeUpload(context, name, sent, chunks);
}

async function fill(database: BenchDatabase, records: number): Promise<Name> {
  const name = await newDataSet(database);
  const file = { ...CSV, name: 'CSV', gzip: false };
  const chunks = Readable.from(rowsOf(file, { records, length: Number.POSITIVE_INFINITY }));
  await upload(database, name, { file, chunks });
  return name;
}

/** Rows of so many records, again from the first one until the length is there. */
function* rowsOf(
  file: Written,
  { records, length }: { records: number; length: number },
): Generator<Buffer> {
  yield Buffer.from(file.head);
  const rounds = length === Number.POSITIVE_INFINITY ? records : Number.POSITIVE_INFINITY;
  for (let number = 0, given = 0; given < length && number < rounds; ) {
    let piece = '';
    for (let line = 0; line < LINES_A_PIECE; line++, number++) {
      piece += file.of(cellsOf(number % records));
    }
    given += piece.length;
    yield Buffer.from(piece);
  }
  yield Buffer.from(file.end);
}

function cellsOf(number: number): (string | number)[] {
  const territory = String(number % 119).padStart(7, '0');
  const day = String(1 + (number % 28)).padStart(2, '0');
  const note = `Piezīme par ierakstu ${number * 7_919} un to, kas ar to saistīts.`;
  const surname = `Uzvārdiņš${number % 7_919}`;
  return [number, surname, territory, `${number % 977}.25`, `2026-03-${day}`, note];
}

/** All records of a data set, taken as fast as they come. */
async function giveOut(
  { context }: BenchDatabase,
  name: Name,
  form: (typeof BULK)[number],
): Promise<Measured> {
  let bytes = 0;
  const begunMs = performance.now();
  const held = await memoryHeld(async () => {
    const pieces = await (await streamRecords(context, name, form)).begin();
    for await (const piece of pieces) bytes += Buffer.byteLength(piece);
  });
  const seconds = (performance.now() - begunMs) / 1_000;
  return { held, seconds, megabytes: bytes / MEGABYTE };
}
