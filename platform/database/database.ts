import pg from 'pg';
import { copyIn } from './copy-in.ts';

/** What runs SQL: the pool, or one connection inside a transaction. */
export interface Database {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  query<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]>;
  /** Sends rows (`CopyRows`) to a `copy … from stdin (format binary)`. Inside a transaction only. */
  copy(statement: string, rows: readonly Buffer[]): Promise<void>;
  /** Runs `work` in one database transaction; nested calls join the transaction that is open. */
  transaction<T>(work: (db: Database) => Promise<T>): Promise<T>;
}

/** A named statement is prepared once per connection: for the hot path. */
export interface Statement {
  name: string;
  text: string;
  values: readonly unknown[];
}

export interface DatabasePool extends Database {
  readonly pool: pg.Pool;
  end(): Promise<void>;
}

const DATE = 1082;
const BIGINT = 20;
const INSTANT = 1184;

pg.types.setTypeParser(DATE, (text) => text);
pg.types.setTypeParser(BIGINT, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint is beyond a safe integer.');
  return value;
});

const parseInstant = pg.types.getTypeParser(INSTANT) as (text: string) => Date | number;
/** Rows that were written together have one instant, and reading it takes 2 µs. */
let lastInstant = { text: '', milliseconds: Number.NaN };
pg.types.setTypeParser(INSTANT, (text) => {
  if (text !== lastInstant.text) {
    const instant = parseInstant(text);
    if (!(instant instanceof Date)) return instant;
    lastInstant = { text, milliseconds: instant.getTime() };
  }
  return new Date(lastInstant.milliseconds);
});

/** Opens a pool. Days arrive as `YYYY-MM-DD` text, bigints as safe integers. */
export function openDatabase(options: pg.PoolConfig): DatabasePool {
  const pool = new pg.Pool({ max: 10, ...options });
  pool.on('error', () => {
    // An idle connection that the server closed: the pool opens another one when it is needed.
  });
  pool.on('connect', (client) => {
    // One that is closed while somebody holds it: their next statement fails, the process lives on.
    client.on('error', () => {});
  });
  return {
    pool,
    query: (statement: string | Statement, values?: readonly unknown[]) =>
      run(pool, statement, values) as Promise<never[]>,
    copy: () => Promise.reject(new Error('Rows are copied inside a transaction.')),
    transaction: (work) => inTransaction(pool, work),
    end: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (db: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const db: Database = {
    query: (statement: string | Statement, values?: readonly unknown[]) =>
      run(client, statement, values) as Promise<never[]>,
    copy: (statement, rows) => copyIn(client, statement, rows),
    transaction: (inner) => inner(db),
  };
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const outcome = await work(db);
    await client.query('commit');
    return outcome;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function run(
  target: pg.Pool | pg.PoolClient,
  statement: string | Statement,
  values?: readonly unknown[],
): Promise<pg.QueryResultRow[]> {
  const outcome =
    typeof statement === 'string'
      ? await target.query(statement, values as unknown[])
      : await target.query({ ...statement, values: statement.values as unknown[] });
  return outcome.rows;
}
