import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { uuidv7Ids } from '../platform/ids/ids.ts';
import type { Measured } from './load.ts';

/**
 * The least that an authorisation can be in SQL: find the means, read the entitlements, take the
 * quota, insert the transaction, under an idempotency key. One function, one call each: the floor.
 */
const SCHEMA = `
create schema bench;
create table bench.means (value_hash bytea primary key, person_id uuid not null);
create table bench.entitlements (
  person_id uuid not null, relief_id uuid not null, percent integer not null,
  primary key (person_id, relief_id)
);
create table bench.counters (
  person_id uuid not null, relief_id uuid not null, used integer not null,
  primary key (person_id, relief_id)
);
create table bench.transactions (
  person_id uuid not null, id uuid not null, client_id text not null unique,
  price_cents bigint not null, relief_cents bigint not null, at timestamptz not null,
  primary key (person_id, id)
);
create function bench.authorise(hash bytea, tx uuid, client text, price bigint) returns bigint
language plpgsql as $$
declare person uuid; best record; taken integer; relief bigint;
begin
  select m.person_id into person from bench.means m where m.value_hash = hash;
  select e.relief_id, e.percent into best from bench.entitlements e
  where e.person_id = person order by e.percent desc limit 1;
  relief := price * best.percent / 100;
  insert into bench.counters as c (person_id, relief_id, used) values (person, best.relief_id, 1)
  on conflict (person_id, relief_id) do update set used = c.used + 1 where c.used < 1000000
  returning used into taken;
  insert into bench.transactions values (person, tx, client, price, relief, now())
  on conflict (client_id) do nothing;
  return relief;
end $$`;

const PERSONS = 20_000;
const RELIEFS_EACH = 3;

export interface MinimalSql {
  measure(connections: number, seconds: number): Promise<Measured>;
  end(): Promise<void>;
}

/** Makes the floor's own tables in a database, with as many persons as the bench has. */
export async function openMinimalSql(connection: pg.ClientConfig): Promise<MinimalSql> {
  const pool = new pg.Pool({ ...connection, max: 32 });
  // When the server goes away, the call that is under way tells it.
  pool.on('error', () => {});
  await pool.query('drop schema if exists bench cascade');
  await pool.query(SCHEMA);
  const hashes = Array.from({ length: PERSONS }, () => randomBytes(32));
  const persons = hashes.map(() => randomUUID());
  await pool.query('insert into bench.means select * from unnest($1::bytea[], $2::uuid[])', [
    hashes,
    persons,
  ]);
  await pool.query(
    `insert into bench.entitlements
     select person, gen_random_uuid(), 50 from unnest($1::uuid[]) person, generate_series(1, $2)`,
    [persons, RELIEFS_EACH],
  );
  await pool.query('analyze');
  return {
    measure: (connections, seconds) => measure({ pool, hashes, connections, seconds }),
    end: () => pool.end(),
  };
}

async function measure({
  pool,
  hashes,
  connections,
  seconds,
}: {
  pool: pg.Pool;
  hashes: Buffer[];
  connections: number;
  seconds: number;
}): Promise<Measured> {
  const durationsMs: number[] = [];
  const endMs = performance.now() + seconds * 1_000;
  const work = async () => {
    const client = await pool.connect();
    try {
      while (performance.now() < endMs) durationsMs.push(await authoriseOnce(client, hashes));
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  durationsMs.sort((a, b) => a - b);
  const at = (share: number) => durationsMs[Math.floor(durationsMs.length * share)] ?? 0;
  return { perSecond: durationsMs.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), refused: 0 };
}

/** Milliseconds of one call, by a person drawn at random. */
async function authoriseOnce(client: pg.PoolClient, hashes: readonly Buffer[]): Promise<number> {
  const begunMs = performance.now();
  const hash = hashes[Math.floor(Math.random() * hashes.length)];
  await client.query({
    name: 'bench-authorise',
    text: 'select bench.authorise($1::bytea, $2::uuid, $3::text, $4::bigint)',
    values: [hash, uuidv7Ids.next(), uuidv7Ids.next(), 300],
  });
  return performance.now() - begunMs;
}
