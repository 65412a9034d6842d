import { expect, onTestFinished, test } from 'vitest';
import {
  type Database,
  type DatabasePool,
  openDatabase,
} from '../../platform/database/database.ts';
import { expireTransactions } from './expire-transactions.ts';
import { newId, openTerminal, type Terminal } from './testing/terminal.ts';

/**
 * The functions of the transaction path are planned once for each connection, which may be older than nearly
 * all rows. Here they are planned while the tables are as good as empty, and known to be; then the tables
 * are filled, and the planner is not told. What the functions touch may grow by what look-ups need.
 */
const PERSONS = 2_000;
/** Indexes that are deeper, pages that are full: a scan of any table or index that was filled is more. */
const PAGES_MORE = 30;

/** Pages of tables and indexes that this session has touched and not told yet, without the catalogue's. */
const PAGES = `
select coalesce(sum(pg_stat_get_xact_blocks_fetched(oid)), 0)::integer as pages
from pg_class
where relkind in ('r', 'i') and relnamespace::regnamespace::text not in ('pg_catalog', 'pg_toast')`;

/** Tables that are filled, and what makes a copy of their row another row. */
const COPIED: [table: string, changes: string][] = [
  ['persons.persons', `'id', person, 'personal_code_hash', hash`],
  ['means.means', `'id', means, 'person_id', person, 'value_hash', hash`],
  ['entitlements.entitlements', `'id', row, 'person_id', person`],
  ['transactions.transactions', `'id', row, 'person_id', person, 'client_id', row`],
  ['transactions.lines', `'transaction_id', row, 'person_id', person`],
  ['transactions.applied_reliefs', `'transaction_id', row, 'person_id', person`],
  ['transactions.acts', `'transaction_id', row, 'person_id', person, 'sequence', 0`],
  ['transactions.postings', `'id', row, 'transaction_id', row, 'person_id', person, 'sequence', 0`],
  ['transactions.client_ids', `'client_id', row, 'transaction_id', row, 'person_id', person`],
  [
    'transactions.open_authorisations',
    `'transaction_id', row, 'person_id', person, 'expires_at', 'infinity'`,
  ],
  ['transactions.usage_counters', `'subject_id', person`],
  ['transactions.budgets', `'id', row, 'scope_id', person`],
  ['transactions.budget_slots', `'budget_id', row`],
];

const PARTS = `
select oid::regclass::text as part from pg_class
where relkind = 'r' and relnamespace::regnamespace::text
  in ('persons', 'means', 'entitlements', 'transactions')`;

/** From now on the planner knows the tables as they are, and is told nothing of what comes. */
async function fixStatistics(adminDb: Database): Promise<void> {
  for (const { part } of await adminDb.query<{ part: string }>(PARTS)) {
    await adminDb.query(`alter table ${part} set (autovacuum_enabled = false)`);
  }
  await adminDb.query('analyze');
}

/** A row of each table, copied for many persons. */
async function fill(adminDb: Database): Promise<void> {
  for (const [table, changes] of COPIED) {
    await adminDb.query(
      `insert into ${table}
       select copied.*
       from (select to_jsonb(one) as content from ${table} one limit 1) held,
         generate_series(1, $1::integer) as number,
         lateral (select md5(number::text)::uuid as person, md5('means' || number)::uuid as means,
           md5('row' || number)::uuid as row, '\\x' || md5(number::text) as hash) named,
         lateral jsonb_populate_record(null::${table}, content || jsonb_build_object(${changes})) copied`,
      [PERSONS],
    );
  }
}

async function pagesOf(db: Database): Promise<number> {
  const [row] = await db.query<{ pages: number }>(PAGES);
  return row?.pages ?? 0;
}

/** The path on its one connection, with the pages that each function touched at most. */
function counted(path: DatabasePool, touched: Map<string, number>): Database {
  const query = async (...statement: unknown[]) =>
    await path.transaction(async (db) => {
      const before = await pagesOf(db);
      const rows = await (db.query as (...given: unknown[]) => Promise<object[]>)(...statement);
      const pages = (await pagesOf(db)) - before;
      const name = /transactions\.\w+/.exec(JSON.stringify(statement))?.[0] ?? '';
      touched.set(name, Math.max(touched.get(name) ?? 0, pages));
      return rows;
    });
  return { query: query as Database['query'], copy: path.copy, transaction: path.transaction };
}

/** Everything that a terminal does with transactions, once. */
async function act(terminal: Terminal): Promise<void> {
  const oneStep = { transactionId: newId() };
  await terminal.oneStep(oneStep);
  await terminal.oneStep(oneStep);
  const lines = [{ line: '1', quantity: 1 }];
  await terminal.refund(oneStep.transactionId, { refundId: newId(), lines });
  const { transactionId: confirmed } = await terminal.authorise();
  await terminal.confirm(confirmed);
  const { transactionId: cancelled } = await terminal.authorise();
  await terminal.cancel(cancelled);
  await terminal.cancel(newId());
  await terminal.authorise();
  terminal.context.clock.advance(86_400_000);
  await expireTransactions({
    ...terminal.context,
    transactionPath: terminal.asIds.transactionPath,
  });
}

test('planned while the tables were empty, functions look up only what they need when these are full', async () => {
  const terminal = await openTerminal({ quotaUnits: 20 });
  const { adminDb, access } = terminal.context;
  await fixStatistics(adminDb);
  const path = openDatabase({ ...access.transactionPath, max: 1 });
  onTestFinished(() => path.end());
  const [empty, full] = [new Map<string, number>(), new Map<string, number>()];
  const on = (touched: Map<string, number>) =>
    terminal.on({ ...terminal.asIds, transactionPath: counted(path, touched) });
  await act(on(empty));
  await terminal.authorise();
  await fill(adminDb);
  await act(on(full));
  expect([...full.keys()].sort()).toEqual([
    'transactions.mark_cancelled',
    'transactions.read_for_authorisation',
    'transactions.write_acts',
    'transactions.write_authorised',
  ]);
  for (const [name, pages] of full) {
    expect(pages, name).toBeLessThan((empty.get(name) ?? 0) + PAGES_MORE);
  }
}, 60_000);
