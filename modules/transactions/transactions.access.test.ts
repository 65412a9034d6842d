import pg from 'pg';
import { expect, test } from 'vitest';
import { ListQuery } from './api.ts';
import {
  getOwnTransaction,
  getTransaction,
  listOwnTransactions,
  listTransactions,
  readOwnUsage,
  reconcileDay,
} from './index.ts';
import { books, openTerminal, refusalOf, type Terminal } from './testing/terminal.ts';

/** Another IDS, of another provider, with a terminal and an item of its own. */
async function stranger(terminal: Terminal): Promise<Terminal> {
  const { ids, adminDb } = terminal.context;
  const [organisationId, idsId, pointId] = [ids.next(), ids.next(), ids.next()];
  await adminDb.query(
    `insert into persons.organisations (id, code, name_lv, name_en, kind, roles)
     values ($1::uuid, 'other', 'Cits', 'Other', 'merchant', array['provider'])`,
    [organisationId],
  );
  await adminDb.query(
    `insert into providers.ids (id, organisation_id, code, name) values ($2, $1, 'other', 'Cits')`,
    [organisationId, idsId],
  );
  await adminDb.query(
    `insert into providers.points_of_service (id, organisation_id, code, name_lv, name_en, territory)
     values ($2, $1, 'place', 'Vieta', 'Place', '0099110')`,
    [organisationId, pointId],
  );
  await adminDb.query(
    `insert into providers.terminals (id, ids_id, point_of_service_id, code)
     values ($1, $2, $3, 'other-1')`,
    [ids.next(), idsId, pointId],
  );
  await adminDb.query(
    `insert into providers.items (id, organisation_id, code, class, name_lv, name_en, unit_price_cents)
     values ($1, $2, 'other-item', 'ferry-crossing', 'Prece', 'Item', 100)`,
    [ids.next(), organisationId],
  );
  return terminal.on(terminal.context.as({ kind: 'ids', idsId, organisationId }));
}

test("another's transaction does not exist, and its ids are nobody else's", async () => {
  const terminal = await openTerminal();
  const other = await stranger(terminal);
  const { transactionId: id } = await terminal.oneStep();
  const before = await books(terminal);
  expect(await refusalOf(other.confirm(id))).toBe('transaction-unknown');
  expect(await refusalOf(other.refund(id, { refundId: 'refund-1' }))).toBe('transaction-unknown');
  expect(await refusalOf(getTransaction(other.asIds, id))).toBe('transaction-unknown');
  const query = ListQuery.parse({ day: '2026-03-11' });
  expect(await listTransactions(other.asIds, query)).toEqual({ transactions: [], next: null });
  const totals = await reconcileDay(other.asIds, {
    day: '2026-03-11',
    confirmed: { count: 0, priceCents: 0, reliefCents: 0 },
    refunded: { count: 0, reliefCents: 0 },
  });
  expect(totals.agrees).toBe(true);
  expect(await books(terminal)).toEqual(before);
  expect(await other.cancel(id)).toMatchObject({ known: false });
  expect((await getTransaction(terminal.asIds, id)).state).toBe('confirmed');
});

test('terminals, items and reliefs of another provider do not exist', async () => {
  const terminal = await openTerminal();
  await stranger(terminal);
  const line = { line: '1', item: 'other-item', quantity: 1 };
  expect(await refusalOf(terminal.authorise({ terminal: 'other-1' }))).toBe('terminal-unknown');
  expect(await refusalOf(terminal.authorise({ lines: [line] }))).toBe('item-unknown');
  const asked = [terminal.ferry.reliefId];
  expect(await refusalOf(terminal.authorise({ asked }))).toBe('relief-not-agreed');
  expect(await books(terminal)).toMatchObject({ transactions: 0, clientIds: 0 });
});

test('a terminal that signed in speaks for itself only', async () => {
  const terminal = await openTerminal();
  const { idsId, providerId, terminals } = terminal.ferry;
  const own = terminal.on(
    terminal.context.as({
      kind: 'ids',
      idsId,
      organisationId: providerId,
      terminalId: terminals['pramis-1'],
    }),
  );
  expect(await refusalOf(own.authorise({ terminal: 'pramis-2' }))).toBe('terminal-unknown');
  expect(await own.authorise()).toMatchObject({ state: 'authorised' });
});

test('a person sees the own transactions, and nobody else does', async () => {
  const terminal = await openTerminal();
  const [mine, other] = terminal.ferry.residents;
  const answer = await terminal.oneStep({ crossings: 2, coffees: 1 });
  const as = (personId: string) =>
    terminal.context.as({ kind: 'recipient', personId, sessionId: 'session' });
  const me = as(mine?.id ?? '');
  const history = await listOwnTransactions(me, { limit: 20 });
  expect(history.transactions).toMatchObject([
    { state: 'confirmed', reliefCents: 300, provider: { en: 'Vējaines prāmis' } },
  ]);
  const id = history.transactions[0]?.id ?? '';
  const whole = await getOwnTransaction(me, id);
  expect(whole.lines.map(({ reliefCents }) => reliefCents)).toEqual([300, 0]);
  expect(whole.reasons.map(({ line, code }) => [line, code])).toEqual([
    ['1', 'applied'],
    ['2', 'no-item-of-its-classes'],
  ]);
  expect((await readOwnUsage(me)).quotas).toMatchObject([{ limit: 2, used: 2, left: 0 }]);
  expect(JSON.stringify(answer)).not.toContain(id);

  const somebody = as(other?.id ?? '');
  expect((await listOwnTransactions(somebody, { limit: 20 })).transactions).toEqual([]);
  expect(await refusalOf(getOwnTransaction(somebody, id))).toBe('own-transaction-unknown');
  expect((await readOwnUsage(somebody)).quotas).toMatchObject([{ used: 0, left: 2 }]);
});

test('a person reads what was sold and what came back, not what was authorised', async () => {
  const terminal = await openTerminal();
  const { transactionId } = await terminal.authorise({ crossings: 2 });
  await terminal.confirm(transactionId, { lines: [{ line: '1', quantity: 1 }] });
  await terminal.refund(transactionId, { refundId: 'refund-1' });
  const personId = terminal.ferry.residents[0]?.id ?? '';
  const me = terminal.context.as({ kind: 'recipient', personId, sessionId: 'session' });
  const [row] = (await listOwnTransactions(me, { limit: 20 })).transactions;
  expect(row).toMatchObject({
    state: 'refunded',
    priceCents: 300,
    reliefCents: 150,
    recipientPaysCents: 150,
    refundedReliefCents: 150,
  });
  const { acts } = await getOwnTransaction(me, row?.id ?? '');
  expect(acts.map(({ kind, reliefCents }) => [kind, reliefCents])).toEqual([
    ['authorised', 300],
    ['confirmed', 150],
    ['refunded', 150],
  ]);
});

test('use cases of one kind of actor are closed to the others', async () => {
  const terminal = await openTerminal();
  const personId = terminal.ferry.outsider.id;
  const person = terminal.on(
    terminal.context.as({ kind: 'recipient', personId, sessionId: 'session' }),
  );
  expect(await refusalOf(person.authorise())).toBe('not-allowed');
  expect(await refusalOf(person.cancel('some-transaction'))).toBe('not-allowed');
  expect(await refusalOf(readOwnUsage(terminal.asIds))).toBe('not-allowed');
});

test('the application itself can neither change the books nor a counter', async () => {
  const terminal = await openTerminal();
  await terminal.oneStep();
  for (const statement of [
    'update transactions.postings set amount_cents = 1',
    'delete from transactions.acts',
    'update transactions.usage_counters set used = 0',
    'update transactions.budgets set rest_cents = total_cents',
    'update transactions.budget_slots set left_cents = 0',
    "select transactions.take_budgets('[]', '{}')",
    'select transactions.empty_slots(null)',
  ]) {
    await expect(terminal.context.db.query(statement), statement).rejects.toThrow('denied');
  }
});

test('what runs with the rights of its owner has a fixed search path, and few doors for the application', async () => {
  const { db } = (await openTerminal()).context;
  const owned = await db.query<{ name: string; fixed: boolean; open: boolean; mine: boolean }>(
    `select function.oid::regprocedure::text as name,
       coalesce('search_path=pg_catalog' = any (function.proconfig), false) as fixed,
       has_function_privilege('public', function.oid, 'execute') as open,
       has_function_privilege(function.oid, 'execute') as mine
     from pg_proc function
     where function.prosecdef and function.pronamespace::regnamespace::text !~ '^pg_'
     order by 1`,
  );
  expect(owned.length).toBeGreaterThan(6);
  for (const { name, fixed, open } of owned) expect([fixed, open], name).toEqual([true, false]);
  expect(owned.filter(({ mine }) => mine).map(({ name }) => name.replace(/\(.*/, ''))).toEqual([
    'audit.forget_content',
    'exchange.empty_storage',
    'exchange.erase_changes',
    'exchange.erase_messages',
    'exchange.forget_uses',
    'exchange.index_fields',
    'exchange.make_storage',
    'transactions.announce_budgets',
    'transactions.delete_old_client_ids',
    'transactions.write_reconciliation',
  ]);
});

test('the role of the transaction path calls its functions, and reads and writes no table', async () => {
  const { context } = await openTerminal();
  const { db, transactionPath, adminDb } = context;
  const tables = await adminDb.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relkind in ('r', 'p', 'v', 'm', 'S')
       and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'`,
  );
  expect(tables.length).toBeGreaterThan(100);
  // The pool would connect anew after each of hundreds of refusals.
  const client = new pg.Client(context.access.transactionPath);
  await client.connect();
  for (const { name } of tables) {
    await expect(client.query(`select from ${name}`), name).rejects.toThrow('denied');
    await expect(client.query(`delete from ${name}`), name).rejects.toThrow();
  }
  await client.end();
  for (const statement of [
    'create table public.mine (id int)',
    'create temporary table mine (id int)',
    'set role koplieta_app',
    "select audit.write_records('[]')",
    'select means.lock_single_use(null)',
    'select transactions.empty_slots(null)',
  ]) {
    await expect(transactionPath.query(statement), statement).rejects.toThrow('denied');
  }
  const functions = await transactionPath.query<{ name: string }>(
    `select proname as name from pg_proc
     where pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
       and has_schema_privilege(pronamespace, 'usage') and has_function_privilege(oid, 'execute')
     order by 1`,
  );
  expect(functions.map(({ name }) => name)).toEqual([
    'mark_cancelled',
    'read_for_authorisation',
    'write_acts',
    'write_authorised',
  ]);
  for (const call of [
    `transactions.read_for_authorisation('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`,
    `transactions.write_authorised('[]', '[]', '[]', '[]', '[]')`,
    `transactions.write_acts('[]')`,
  ]) {
    expect(await transactionPath.query(`select from ${call}`), call).toEqual([]);
    await expect(db.query(`select from ${call}`), call).rejects.toThrow('denied');
  }
  const mark = `select transactions.mark_cancelled(null, 'x', now(), '{}')`;
  await expect(db.query(mark)).rejects.toThrow('denied');
  await expect(transactionPath.query(mark)).rejects.toThrow('null value');
});

test('the books and the audit are only added to: the application may change and delete none of them', async () => {
  const { db } = (await openTerminal()).context;
  const rights = await db.query<{ table: string; verb: string }>(
    `select oid::regclass::text as table, verb
     from pg_class, unnest(array['insert', 'update', 'delete', 'truncate']) as verb
     where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('transactions', 'audit')
       and has_table_privilege(oid, verb)
     order by 1, 2`,
  );
  expect(rights.map(({ table, verb }) => `${verb} ${table}`)).toEqual([
    'insert audit.blocks',
    'insert audit.records',
    // The list of what waits for the sealer.
    'delete audit.unsealed',
    'insert audit.unsealed',
  ]);
});
