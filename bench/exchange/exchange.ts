import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineDataSet, streamChanges, takeUpload } from '../../modules/exchange/index.ts';
import { addOrganisations } from '../../modules/persons/index.ts';
import { copyIn } from '../../platform/database/copy-in.ts';
import { type BenchDatabase, databaseCpuSeconds, withBenchDatabase } from '../database.ts';
import { median } from '../load.ts';
import { copyOut } from './copy-out.ts';
import { OPEN_REGISTER, PERSONAL_REGISTER, writeRegisterLines } from './register-lines.ts';

const ROUNDS = 3;
/** So many records take long enough for one round to tell. */
const ONE_ROUND_RECORDS = 1_000_000;
/** One of so many records changes in a change set: five percent. */
const CHANGED_ONE_OF = 20;

/** Taking a register in and giving its changes out, beside what the database needs for the same rows. */
export async function benchExchange(records: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-lines-'));
  const files = {
    all: join(folder, 'all.ndjson'),
    changes: join(folder, 'changes.ndjson'),
  };
  try {
    await writeRegisterLines(files.all, { records, step: 1, status: 'first' });
    const changed = { records, step: CHANGED_ONE_OF, status: 'second' };
    await writeRegisterLines(files.changes, changed);
    await withBenchDatabase((database) => measure(database, { records, files }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Subject {
  records: number;
  files: { all: string; changes: string };
}

async function measure(database: BenchDatabase, subject: Subject): Promise<void> {
  await addOrganisations(database.context, [
    {
      ...{ code: 'bench', registrationNumber: null, kind: 'institution', roles: [] },
      ...{ name: { lv: 'Mērījumi', en: 'Bench' }, territory: null },
    },
  ]);
  await measureRounds(database, subject, { name: 'personal fields', text: PERSONAL_REGISTER });
  await measureRounds(database, subject, { name: 'open fields', text: OPEN_REGISTER });
}

interface Measured {
  /** By the clock. */
  seconds: number;
  /** Of this process and of the database's sessions. */
  processor: number;
}

type Rounds = Record<string, Measured[]>;

async function measureRounds(
  database: BenchDatabase,
  { records, files }: Subject,
  kind: { name: string; text: string },
): Promise<void> {
  const rounds: Rounds = {};
  const times = records < ONE_ROUND_RECORDS ? ROUNDS : 1;
  const note = (name: string, one: Measured) => (rounds[name] ??= []).push(one);
  for (let round = 0; round < times; round++) {
    const register = await newRegister(database, kind.text);
    note('ingest', await ingest(database, register, files.all));
    note('ingest floor', await floor(database, register));
    note('the same again', await ingest(database, register, files.all));
    note('change set', await ingest(database, register, files.changes));
    note('change set floor', await mergeFloor(database, register, records));
    note('changes read', await readAll(database, register));
  }
  const changed = records / CHANGED_ONE_OF;
  console.log(`\n${records} records with ${kind.name}, median of ${times}`);
  tell(rounds, 'ingest', records);
  tell(rounds, 'the same again', records);
  tell(rounds, 'change set', changed);
  tell(rounds, 'changes read', records + changed);
}

function tell(rounds: Rounds, name: string, records: number): void {
  const of = (subject: string, what: keyof Measured) =>
    median((rounds[subject] ?? []).map((one) => one[what]));
  const seconds = of(name, 'seconds');
  const processor = of(name, 'processor');
  const floored = rounds[`${name} floor`]
    ? `; its floor ${of(`${name} floor`, 'seconds').toFixed(2)} s: ` +
      `${(seconds / of(`${name} floor`, 'seconds')).toFixed(2)} of it by the clock, ` +
      `${(processor / of(`${name} floor`, 'processor')).toFixed(2)} in processor time`
    : '';
  console.log(
    `  ${name.padEnd(15)} ${seconds.toFixed(2).padStart(7)} s, ` +
      `${Math.round(records / seconds)} a second${floored}`,
  );
}

/** Times work by the clock and by the processor, begun on a database at rest. */
async function timed(
  { admin, settle }: BenchDatabase,
  work: () => Promise<unknown>,
): Promise<Measured> {
  await settle();
  const own = process.cpuUsage();
  const ofDatabase = await databaseCpuSeconds(admin);
  const begunMs = performance.now();
  await work();
  const seconds = (performance.now() - begunMs) / 1_000;
  const { user, system } = process.cpuUsage(own);
  const processor = (user + system) / 1e6 + (await databaseCpuSeconds(admin)) - ofDatabase;
  return { seconds, processor };
}

interface Register {
  code: string;
  version: number;
}

let registers = 0;

async function newRegister({ context }: BenchDatabase, text: string): Promise<Register> {
  registers += 1;
  const code = `bench-register-${registers}`;
  const file = { file: 'register.yaml', text: text.replace('bench-register', code) };
  await defineDataSet(context, file);
  return { code, version: 1 };
}

let uploads = 0;

async function ingest(
  database: BenchDatabase,
  register: Register,
  path: string,
): Promise<Measured> {
  uploads += 1;
  const sent = {
    ...{ id: `upload-${uploads}`, mode: 'changes' as const, allOrNothing: false },
    ...{ takenAt: null, fromLine: 1 },
  };
  return await timed(database, async () => {
    const chunks = createReadStream(path);
    const { quarantined } = await takeUpload(database.context, register, sent, chunks);
    if (quarantined > 0) throw new Error('A line of the bench is bad.');
  });
}

async function idOf({ admin }: BenchDatabase, { code }: Register): Promise<number> {
  const [row] = await admin.query<{ id: number }>(
    `select version.id from exchange.versions version
     join exchange.data_sets set on set.id = version.data_set_id where set.code = $1`,
    [code],
  );
  if (!row) throw new Error('The register is gone.');
  return row.id;
}

/** The same rows, made already, into two tables with the same indexes: nothing but the database. */
async function floor(database: BenchDatabase, register: Register): Promise<Measured> {
  const id = await idOf(database, register);
  const client = await database.admin.pool.connect();
  try {
    const rows = {
      records: await copyOut(client, `copy exchange.records_${id} to stdout (format binary)`),
      changes: await copyOut(client, `copy exchange.changes_${id} to stdout (format binary)`),
    };
    await client.query('drop schema if exists bench cascade; create schema bench');
    await client.query('create table bench.records (like exchange.records including all)');
    await client.query('create table bench.changes (like exchange.changes including all)');
    return await timed(database, async () => {
      await copyIn(client, 'copy bench.changes from stdin (format binary)', [rows.changes]);
      await copyIn(client, 'copy bench.records from stdin (format binary)', [rows.records]);
    });
  } finally {
    client.release();
  }
}

/** The rows of the change set into the floor's tables: copied, merged by a hash join, and logged. */
async function mergeFloor(
  database: BenchDatabase,
  register: Register,
  records: number,
): Promise<Measured> {
  const id = await idOf(database, register);
  const client = await database.admin.pool.connect();
  try {
    const rows = await copyOut(
      client,
      `copy (select * from exchange.records_${id} where position > ${records})
       to stdout (format binary)`,
    );
    await client.query('create table bench.given (like exchange.records)');
    return await timed(database, async () => {
      await client.query('begin');
      await copyIn(client, 'copy bench.given from stdin (format binary)', [rows]);
      await client.query('analyze bench.given');
      await client.query(MERGE);
      await client.query(LOG);
      await client.query('commit');
    });
  } finally {
    client.release();
  }
}

const MERGE = `
update bench.records held
set position = given.position, record_version = given.record_version,
  valid_from = given.valid_from, content_hash = given.content_hash,
  content = given.content, sealed = given.sealed, changed_at = given.changed_at
from bench.given where held.key_hash = given.key_hash`;

const LOG = `
insert into bench.changes (version_id, position, kind, key_hash, content, sealed, recorded_at)
select version_id, position, 'c', key_hash, content, sealed, changed_at from bench.given`;

async function readAll(database: BenchDatabase, register: Register): Promise<Measured> {
  return await timed(database, async () => {
    for await (const piece of await streamChanges(database.context, register, 0)) {
      if (piece === '') throw new Error('A piece of the stream is empty.');
    }
  });
}
