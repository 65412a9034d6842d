import { hash } from 'node:crypto';
import pg from 'pg';
import type { PostgresSource } from './config.ts';
import { ConnectorFailure } from './connector-failure.ts';
import { eraOf } from './platform-client.ts';
import { PostgresRows, type Row } from './postgres-rows.ts';
import { type Counts, count, type SourceRun, secretOf } from './source-run.ts';

const PAGE_ROWS = 1_000;
/** The platform takes eight megabytes of changes at once. */
const PIECE_BYTES_MAX = 4_000_000;
const REFUSED_MAX = 1_000;
const CONNECT_TIMEOUT_MS = 15_000;

/** What passes: no code at all (a connection that broke), or SQLSTATE of connections, resources, restarts. */
const PASSING = /^$|^(08|53|57P0|40)|^E[A-Z]+$/;
/** A database that is gone without a word is noticed by the system, within minutes. */
const KEEP_ALIVE_MS = 30_000;

/** Takes what a database holds, or what changed in it since the last run, into a data set. */
export async function runPostgres(source: PostgresSource, run: SourceRun): Promise<Counts> {
  return await withRows(source, run, (rows, era) => {
    if (!source.watermark) return sendSnapshot(rows, run);
    const { query, watermark } = source;
    const read = [run.dataSet, era, query, watermark.column, rows.watermarkType];
    return sendChanged(rows, run, digestOf(JSON.stringify(read)));
  });
}

/** Checks that the query runs and fits the data set. */
export async function checkPostgres(source: PostgresSource, run: SourceRun): Promise<void> {
  await withRows(source, run, async () => {});
}

async function withRows<Answer>(
  source: PostgresSource,
  run: SourceRun,
  work: (rows: PostgresRows, era: string) => Promise<Answer>,
): Promise<Answer> {
  const described = await run.client.describe(run.dataSet);
  const client = makeClient(secretOf(run, source.url), source);
  // A connection that is lost while nothing is asked: the next question fails.
  client.on('error', () => {});
  try {
    await asOurs(client.connect());
    const rows = await asOurs(PostgresRows.prepare(client, source, described.definition));
    return await work(rows, eraOf(described));
  } finally {
    await client.end().catch(() => {});
  }
}

function makeClient(connectionString: string, { url }: PostgresSource): pg.Client {
  try {
    return new pg.Client({
      connectionString,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      ...{ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_MS },
      application_name: 'koplieta-connector',
      // It never writes there, whatever the query says.
      options: '-c default_transaction_read_only=on -c datestyle=ISO -c timezone=UTC',
    });
  } catch {
    throw new ConnectorFailure(`The variable ${url} holds no address of a database.`);
  }
}

/**
 * Sends pages in the order of the watermark. How far it has come is kept after the platform has a
 * page, so what was under way when this process ended comes again, and changes nothing there.
 */
async function sendChanged(
  rows: PostgresRows,
  run: SourceRun,
  fingerprint: string,
): Promise<Counts> {
  const before = run.state.of(run.name);
  const known = before.fingerprint === fingerprint ? before : {};
  const refused = new Set(known.refused);
  const counts: Counts = new Map();
  for (let after: Row | undefined; ; ) {
    run.signal.throwIfAborted();
    const asked = { watermark: known.watermark, after, limit: PAGE_ROWS };
    const page = await asOurs(rows.changedAfter(asked));
    after = page.at(-1);
    if (!after) return counts;
    const changes = page.map((row) => rows.changeOf(row));
    const fresh = changes.filter((change) => !refused.has(digestOf(change)));
    for (const piece of inPieces(fresh)) {
      const outcomes = await run.client.sendChanges(run.dataSet, piece);
      outcomes.forEach((outcome, index) => {
        count(counts, outcome);
        if (outcome === 'quarantined') refused.add(digestOf(piece[index] ?? ''));
      });
    }
    const kept = { fingerprint, watermark: after.mark };
    run.state.keep(run.name, { ...kept, refused: [...refused].slice(-REFUSED_MAX) });
    run.say(`up to ${after.watermark}`);
  }
}

/** All rows that there are, as one transaction sees them. */
async function sendSnapshot(rows: PostgresRows, run: SourceRun): Promise<Counts> {
  const takenAt = (await run.client.now()).toISOString();
  const upload = {
    name: `${run.name}-${takenAt.replace(/[^0-9TZ]/g, '')}`,
    options: { mode: 'snapshot', takenAt },
    headers: { 'content-type': 'application/x-ndjson' },
  };
  const report = await run.client.sendUpload(run.dataSet, upload, linesOf(rows, run));
  const counts: Counts = new Map();
  const { state, changed, added, ...numbers } = report;
  for (const [outcome, number] of Object.entries(numbers)) count(counts, outcome, number);
  if (state === 'complete') return counts;
  const effect = `remove ${report.removed} records, change ${changed} and add ${added}`;
  throw new ConnectorFailure(
    state === 'waiting'
      ? `The snapshot ${upload.name} would ${effect}, and waits for a confirmation.`
      : `The snapshot ${upload.name} is ${state}.`,
  );
}

async function* linesOf(rows: PostgresRows, run: SourceRun): AsyncGenerator<string> {
  let sent = 0;
  try {
    for await (const page of rows.all(PAGE_ROWS)) {
      yield page.map(({ record }) => `${record}\n`).join('');
      sent += page.length;
      run.say(`${sent} rows read`);
    }
  } catch (error) {
    throw ours(error);
  }
}

function* inPieces(changes: readonly string[]): Generator<string[]> {
  let piece: string[] = [];
  let bytes = 0;
  for (const change of changes) {
    const more = Buffer.byteLength(change);
    if (piece.length > 0 && bytes + more > PIECE_BYTES_MAX) {
      yield piece;
      piece = [];
      bytes = 0;
    }
    piece.push(change);
    bytes += more;
  }
  if (piece.length > 0) yield piece;
}

function digestOf(text: string): string {
  return hash('sha256', text, 'base64');
}

async function asOurs<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    throw ours(error);
  }
}

/** PostgreSQL's sentence names columns and types; of values only what the query itself says. */
function ours(error: unknown): ConnectorFailure {
  if (error instanceof ConnectorFailure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message : error;
  const sentence = code.startsWith('22') ? 'A value cannot be read as the query asks.' : said;
  return new ConnectorFailure(`The database: ${sentence}${code ? ` (${code})` : ''}`, {
    passing: PASSING.test(code),
    cause: error,
  });
}
