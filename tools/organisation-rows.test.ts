import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';

import { recomputePersons } from '../modules/entitlements/index.ts';
import { openTerminal } from '../modules/transactions/testing/terminal.ts';
import { ALL_ORGANISATIONS } from '../platform/database/for-organisation.ts';
import { GOVERNED_ROWS } from './governed-rows.ts';

/**
 * Tables that name an organisation and have no policy, because their rows are not an organisation's, and why.
 * That the reason holds a test below shows. The list may only shrink.
 */
const WITHOUT_POLICY = {
  'entitlements.entitlements':
    "one grantor's decision recomputes what a person has of all of them, in the same act",
};

const TABLES = `
select oid::regclass::text as table, relrowsecurity as governed
from pg_class
where relkind in ('r', 'p') and not relispartition and oid <> 'persons.organisations'::regclass
  and (relrowsecurity
    or exists (select from pg_constraint where conrelid = pg_class.oid
      and confrelid = 'persons.organisations'::regclass)
    or exists (select from pg_attribute where attrelid = pg_class.oid and not attisdropped
      and attname in ('organisation_id', 'organisation_ids', 'grantor_id', 'provider_id', 'holder_id'))
  )
order by 1`;

const terminal = await openTerminal();
const { ids, adminDb, access } = terminal.context;
await adminDb.query(`insert into persons.organisations (id, code, name_lv, name_en, kind)
  select gen_random_uuid(), 'party-' || n, 'A', 'A', 'institution' from generate_series(1, 3) n`);
const [mine, other, third] = (
  await adminDb.query<{ id: string }>(
    `select id from persons.organisations where starts_with(code, 'party-') order by code`,
  )
).map(({ id }) => id) as [string, string, string];

/** SQL of a row of an organisation: each call makes another row. */
function rowOf(organisation: string) {
  const given: Record<string, string | undefined> = {
    ...{ id: ids.next(), organisation, third },
    ...{ person: terminal.ferry.residents[0]?.id, relief: terminal.ferry.reliefId },
  };
  return (text: string) =>
    text.replace(/(?<!:):([a-z]+)/g, (_, name: string) => pg.escapeLiteral(given[name] ?? ''));
}

async function connect(options?: string): Promise<pg.Client> {
  const { connectionString } = access.application;
  const client = new pg.Client({ connectionString, ...(options ? { options } : {}) });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** How many rows a statement finds, as the role of the application; `denied`: it may not ask. */
async function touched(client: pg.Client, statement: string): Promise<number | null | 'denied'> {
  try {
    return (await client.query(statement)).rowCount;
  } catch (error) {
    if (/^permission denied for table/.test((error as Error).message)) return 'denied';
    throw error;
  }
}

/** Connections on which an organisation's row is another's, or nobody's. */
async function foreignConnections(): Promise<pg.Client[]> {
  const absent = await connect();
  const another = await connect();
  await another.query(`set koplieta.organisation = '${other}'`);
  const reset = await connect();
  await reset.query(`set koplieta.organisation = '${mine}'`);
  await reset.query('reset koplieta.organisation');
  const emptied = await connect();
  await emptied.query(`begin; set local koplieta.organisation = 'system'; rollback`);
  return [absent, another, reset, emptied];
}

test('every table with rows of an organisation has a policy, or stands on the list of those without', async () => {
  const tables = await adminDb.query<{ table: string; governed: boolean }>(TABLES);
  const namesOf = (which: boolean) =>
    tables.filter(({ governed }) => governed === which).map(({ table }) => table);
  expect(namesOf(true)).toEqual(Object.keys(GOVERNED_ROWS));
  expect(namesOf(false)).toEqual(Object.keys(WITHOUT_POLICY));
});

test("raw SQL of the application's role crosses to no other organisation's row", async () => {
  const strangers = await foreignConnections();
  const own = await connect(`-c koplieta.organisation=${mine}`);
  const system = await connect(ALL_ORGANISATIONS);
  for (const [table, row] of Object.entries(GOVERNED_ROWS)) {
    const { before, insert, where = 'id = :id', change, readBy, addedBy, hidden } = row;
    const prepared = async (organisation: string) => {
      const fill = rowOf(organisation);
      if (before !== undefined) await adminDb.query(fill(before));
      return fill;
    };
    const changes = change ? [`update ${table} set ${change} = ${change} where ${where}`] : [];
    const fill = await prepared(mine);
    await adminDb.query(fill(insert));
    const refused =
      addedBy === 'functions' ? /permission denied/ : `for table "${table.split('.')[1]}"`;

    for (const client of strangers) {
      const read = await touched(client, fill(`select from ${table} where ${where}`));
      expect(read, table).toBe(readBy === 'all' ? 1 : 0);
      for (const statement of [...changes, `delete from ${table} where ${where}`]) {
        expect([0, 'denied'], table).toContain(await touched(client, fill(statement)));
      }
      if (addedBy === 'all') continue;
      await expect(client.query((await prepared(mine))(insert)), table).rejects.toThrow(refused);
    }
    for (const client of [own, system]) {
      const seen = hidden && client === own ? 0 : 1;
      expect(await touched(client, fill(`select from ${table} where ${where}`)), table).toBe(seen);
      for (const statement of changes) {
        expect(await touched(client, fill(statement)), table).toBe(seen);
      }
      if (addedBy !== 'functions' && seen) await client.query((await prepared(mine))(insert));
    }
    if (addedBy === 'all') continue;
    await expect(own.query((await prepared(other))(insert)), table).rejects.toThrow(refused);
  }
}, 60_000);

test('what a person has is reckoned of all grantors, whichever of them acts', async () => {
  const resident = terminal.ferry.residents[0]?.id ?? '';
  const held = async () =>
    await adminDb.query(
      'select grantor_id from entitlements.entitlements where person_id = $1::uuid and superseded_at is null',
      [resident],
    );
  await adminDb.query('delete from entitlements.entitlements where person_id = $1::uuid', [
    resident,
  ]);
  const organisation = { id: other, code: 'party-2' };
  const official = { kind: 'official', officialId: ids.next(), organisation, roles: [] } as const;
  await recomputePersons(terminal.context.as(official), [resident]);
  expect(await held()).toEqual([{ grantor_id: terminal.ferry.municipalityId }]);
});

/**
 * Records and changes of data sets are no organisation's: whose they are, and who reads them, their
 * permissions say. What a policy would cost them is why they have none: no `copy`, and no index of a field.
 */
test('policies on records would refuse to copy them in, and to find them by an index of a field', async () => {
  const system = await connect(ALL_ORGANISATIONS);
  const version = 4_242;
  const RECORDS = `exchange.records_${version}`;
  await adminDb.query(
    `create table ${RECORDS} partition of exchange.records for values in (${version})`,
  );
  await adminDb.query(`select exchange.index_fields(${version}, '{region}', '{text}')`);
  await adminDb.query(`insert into ${RECORDS} (version_id, key_hash, position, content, changed_at)
    select ${version}, int4send(n), n, jsonb_build_object('region', n::text), now()
    from generate_series(1, 5000) n`);
  await adminDb.query(`analyze ${RECORDS}`);
  const find = `explain (costs off) select from exchange.records
    where version_id = ${version} and ((content ->> 'region') collate "C") = '7'`;
  const isByIndex = async () =>
    /Index Cond: .*region/.test(JSON.stringify((await system.query(find)).rows));
  expect(await isByIndex()).toBe(true);

  await adminDb.query(`alter table exchange.records enable row level security;
    create policy by_organisation on exchange.records to koplieta_app using (platform.acts_for_all())`);
  onTestFinished(async () => {
    await adminDb.query(`drop policy by_organisation on exchange.records;
      alter table exchange.records disable row level security; drop table ${RECORDS}`);
  });
  expect(await isByIndex()).toBe(false);
  const copied = system.query('copy exchange.records from stdin');
  await expect(copied).rejects.toThrow('COPY FROM not supported with row-level security');
});

test('what has two parties is seen by both, and by nobody else', async () => {
  const own = await connect(`-c koplieta.organisation=${mine}`);
  const party = await connect(`-c koplieta.organisation=${third}`);
  const stranger = await connect(`-c koplieta.organisation=${other}`);
  const shared = [
    'exchange.permissions',
    'exchange.permission_events',
    'exchange.topics',
    'providers.agreements',
    'providers.agreement_reliefs',
    'transactions.postings',
  ];
  for (const table of shared) {
    const { before = '', insert = '', where = 'id = :id' } = GOVERNED_ROWS[table] ?? {};
    const fill = rowOf(mine);
    await adminDb.query(fill(before));
    await adminDb.query(fill(insert));
    const read = fill(`select from ${table} where ${where}`);
    for (const client of [own, party]) expect(await touched(client, read), table).toBe(1);
    expect(await touched(stranger, read), table).toBe(0);
  }
});

test('who gives a relief sees what others paid of it', async () => {
  const { before = '', insert } = GOVERNED_ROWS['transactions.applied_reliefs'] ?? { insert: '' };
  const fill = rowOf(mine);
  await adminDb.query(fill(before));
  await adminDb.query(fill(insert));
  const read = fill('select from transactions.applied_reliefs where transaction_id = :id');
  const grantor = await connect(`-c koplieta.organisation=${terminal.ferry.municipalityId}`);
  expect(await touched(grantor, read)).toBe(1);
  const stranger = await connect(`-c koplieta.organisation=${other}`);
  expect(await touched(stranger, read)).toBe(0);
});

test('who of the operator acted is seen by all, and changed by none of them', async () => {
  const own = await connect(`-c koplieta.organisation=${mine}`);
  const fill = rowOf(mine);
  const insert = `insert into identity.officials (id, name, created_at) values (:id, 'A', now())`;
  await expect(own.query(fill(insert))).rejects.toThrow('row-level security');
  await adminDb.query(fill(insert));
  expect(await touched(own, fill('select from identity.officials where id = :id'))).toBe(1);
  const end = 'update identity.officials set ended_at = now() where id = :id';
  expect(await touched(own, fill(end))).toBe(0);
});
