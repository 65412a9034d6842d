import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openTerminal } from '../modules/transactions/testing/terminal.ts';
import { ALL_ORGANISATIONS } from '../platform/database/for-organisation.ts';

/**
 * One row ($1: its id) of an organisation ($2), of a person ($3) and a relief ($4), in each table, with a
 * column that the application writes again; null: it changes nothing there.
 */
const ROWS: Record<string, { insert: string; column: string | null }> = {
  'entitlements.grants': {
    column: 'status',
    insert: `insert into entitlements.grants (id, grantor_id, person_id, relief_id,
      valid_from, reason_encrypted, source_key, status, proposed_at)
    values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, '2026-01-01', '', $1::text::bytea, 'confirmed', now())`,
  },
  'identity.alerts': {
    column: null,
    insert: `with looking as (
      insert into identity.officials (id, organisation_id, name, created_at)
      values ($1::uuid, $2::uuid, $4::text, now()) returning id, organisation_id
    )
    insert into identity.alerts (id, rule, record_id, act, official_id, organisation_id, person_id,
      looked_at, noted_at)
    select id, 'family', id, 'reliefs.look-up', id, organisation_id, $3::uuid, now(), now()
    from looking`,
  },
  'persons.representations': {
    column: 'superseded_at',
    insert: `insert into persons.representations (id, organisation_id, person_id, manner, register,
      valid_from, recorded_at)
    values ($1::uuid, $2::uuid, $3::uuid, 'alone', $4::text, '2026-01-01', now())`,
  },
  'reliefs.drafts': {
    column: 'status',
    insert: `insert into reliefs.drafts (id, organisation_id, kind, code, text, status,
      drafted_from, drafted_at, retroactive_reason)
    values ($1::uuid, $2::uuid, 'relief', $1::text, 'text', 'draft', 'set', now(), $3::text || $4::text)`,
  },
};

/** Tables with an organisation's rows that only their statements keep apart. The list may only shrink. */
const WITHOUT_POLICY = [
  'audit.records',
  'entitlements.entitlements',
  'entitlements.recipient_groups',
  'entitlements.reviews',
  'exchange.data_sets',
  'exchange.information_systems',
  'exchange.permissions',
  'exchange.remotes',
  'exchange.topics',
  'exchange.uses',
  'identity.clients',
  'identity.mandates',
  'identity.officials',
  'identity.sessions',
  'means.means',
  'providers.agreements',
  'providers.ids',
  'providers.items',
  'providers.points_of_service',
  'transactions.applied_reliefs',
  'transactions.budgets',
  'transactions.postings',
  'transactions.transactions',
];

const TABLES = `
select oid::regclass::text as table, relrowsecurity as governed
from pg_class
where relkind in ('r', 'p') and not relispartition and oid <> 'persons.organisations'::regclass
  and (
    exists (select from pg_constraint where conrelid = pg_class.oid
      and confrelid = 'persons.organisations'::regclass)
    or exists (select from pg_attribute where attrelid = pg_class.oid and not attisdropped
      and attname in ('organisation_id', 'organisation_ids', 'grantor_id', 'provider_id', 'holder_id'))
  )
order by 1`;

test('every table with rows of an organisation has a policy, or stands on the list of those without', async () => {
  const { adminDb } = (await openTerminal()).context;
  const tables = await adminDb.query<{ table: string; governed: boolean }>(TABLES);
  const namesOf = (which: boolean) =>
    tables.filter(({ governed }) => governed === which).map(({ table }) => table);
  expect(namesOf(true)).toEqual(Object.keys(ROWS));
  expect(namesOf(false)).toEqual(WITHOUT_POLICY);
});

test("raw SQL of the application's role crosses to no other organisation's row", async () => {
  const { context, ferry } = await openTerminal();
  const { ids, adminDb, access } = context;
  const [person] = ferry.residents;
  const [mine = '', other = ''] = (
    await adminDb.query<{ id: string }>('select id from persons.organisations order by id limit 2')
  ).map(({ id }) => id);
  expect(other).not.toBe('');
  const rowOf = (organisationId: string) =>
    [ids.next(), organisationId, person?.id, ferry.reliefId] as const;
  const foreign = rowOf(mine);
  for (const { insert } of Object.values(ROWS)) await adminDb.query(insert, foreign);

  const connect = async (options?: string) => {
    const { connectionString } = access.application;
    const client = new pg.Client({ connectionString, ...(options ? { options } : {}) });
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  const absent = await connect();
  const another = await connect();
  await another.query(`set koplieta.organisation = '${other}'`);
  const reset = await connect();
  await reset.query(`set koplieta.organisation = '${mine}'`);
  await reset.query('reset koplieta.organisation');
  const emptied = await connect();
  await emptied.query(`begin; set local koplieta.organisation = 'system'; rollback`);
  const own = await connect(`-c koplieta.organisation=${mine}`);
  const system = await connect(ALL_ORGANISATIONS);

  for (const [table, { insert, column }] of Object.entries(ROWS)) {
    const touch = async (client: pg.Client, verb: string) => {
      const { rowCount } = await client.query(`${verb} where id = $1`, [foreign[0]]);
      return rowCount;
    };
    const read = `select from ${table}`;
    const expectWritten = async (client: pg.Client, rows: number) => {
      const written = touch(client, `update ${table} set ${column ?? 'id'} = ${column ?? 'id'}`);
      if (column !== null) expect(await written, table).toBe(rows);
      else await expect(written, table).rejects.toThrow('permission denied');
    };
    for (const client of [absent, another, reset, emptied]) {
      expect(await touch(client, read), table).toBe(0);
      await expectWritten(client, 0);
      await expect(touch(client, `delete from ${table}`)).rejects.toThrow('permission denied');
      const added = client.query(insert, [...rowOf(mine)]);
      await expect(added, table).rejects.toThrow('row-level security');
    }
    for (const client of [own, system]) {
      expect(await touch(client, read), table).toBe(1);
      await expectWritten(client, 1);
      await client.query(insert, [...rowOf(mine)]);
    }
    await another.query(insert, [...rowOf(other)]);
    const given = own.query(insert, [...rowOf(other)]);
    await expect(given, table).rejects.toThrow('row-level security');
  }
});
