import pg from 'pg';
import type { DatabaseAccess } from '../platform/database/prepare-database.ts';
import { withBenchDatabase } from './database.ts';
import { type Measured, median } from './load.ts';

const ROUNDS = 3;
const SECONDS = 5;
const CONNECTIONS = [1, 16, 32];
/** Transactions of one batch, each taking of the one budget. */
const ROWS = 8;
const TOTAL_CENTS = 1_000_000_000_000;
const SCOPE = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';

/**
 * A batch as the write path has it, and nothing else: the budget is taken, then rows are written, then it
 * is committed. The same rows with slots, with one row for the budget (locked when the batch takes), and
 * without any budget.
 */
const SCHEMA = `
create schema bench;
create table bench.written (id uuid primary key, row jsonb not null);
create table bench.budget (used_cents bigint not null, total_cents bigint not null);
insert into bench.budget values (0, ${TOTAL_CENTS});
create function bench.write(rows jsonb) returns void language sql as $$
  insert into bench.written select gen_random_uuid(), row from jsonb_array_elements(rows) row
$$;
create function bench.without_budget(rows jsonb, ids uuid[]) returns boolean language plpgsql as $$
begin
  perform bench.write(rows);
  return true;
end $$;
create function bench.single_row(rows jsonb, ids uuid[]) returns boolean language plpgsql as $$
declare wanted bigint;
begin
  select sum(b.cents) into wanted
  from jsonb_to_recordset(rows) as r (budgets jsonb), jsonb_to_recordset(r.budgets) as b (cents bigint);
  update bench.budget set used_cents = used_cents + wanted where used_cents + wanted <= total_cents;
  perform bench.write(rows);
  return found;
end $$;
create function bench.slots(rows jsonb, ids uuid[]) returns boolean language plpgsql as $$
begin
  if cardinality(transactions.take_budgets(rows, ids)) > 0 then return false; end if;
  perform bench.write(rows);
  return true;
end $$;`;

const SUBJECTS = ['without_budget', 'single_row', 'slots'] as const;

/** Takers of one budget at once: slots beside a single row and beside no budget at all. */
export async function benchBudget(): Promise<void> {
  // A commit must wait for the disk, as it does where money is spent.
  await withBenchDatabase((_, access) => compare(access), { durable: true });
}

async function compare(access: DatabaseAccess): Promise<void> {
  const pool = new pg.Pool({ ...access.migrator, max: Math.max(...CONNECTIONS) });
  try {
    await pool.query(SCHEMA);
    for (const connections of CONNECTIONS) {
      const rounds = new Map<string, Measured[]>(SUBJECTS.map((name) => [name, []]));
      for (let round = 0; round < ROUNDS; round++) {
        for (const name of SUBJECTS) rounds.get(name)?.push(await measure(pool, name, connections));
      }
      print(connections, rounds);
    }
    await tellSlots(pool);
  } finally {
    await pool.end();
  }
}

async function measure(pool: pg.Pool, name: string, connections: number): Promise<Measured> {
  const durationsMs: number[] = [];
  let refused = 0;
  const endMs = performance.now() + SECONDS * 1_000;
  const work = async () => {
    const client = await pool.connect();
    try {
      while (performance.now() < endMs) {
        const begunMs = performance.now();
        const { rows } = await client.query<{ taken: boolean }>({
          name: `bench-${name}`,
          text: `select bench.${name}($1::jsonb, $2::uuid[]) as taken`,
          values: [BATCH, IDS],
        });
        durationsMs.push(performance.now() - begunMs);
        if (!rows[0]?.taken) refused += 1;
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  durationsMs.sort((a, b) => a - b);
  const at = (share: number) => durationsMs[Math.floor(durationsMs.length * share)] ?? 0;
  const perSecond = durationsMs.length / SECONDS;
  return { perSecond, p50Ms: at(0.5), p99Ms: at(0.99), refused };
}

const IDS = Array.from(
  { length: ROWS },
  (_, index) => `0197a1b2-5f00-7c3a-9d21-4b6e0c8f1b${String(index).padStart(2, '0')}`,
);
const BATCH = JSON.stringify(
  IDS.map((id) => ({
    id,
    budgets: [
      {
        scope_id: SCOPE,
        grantor_id: SCOPE,
        territory: '',
        period: 'year',
        period_start: '2026-01-01',
        period_end: '2027-01-01',
        shared_code: null,
        total_cents: TOTAL_CENTS,
        warn_at: [],
        cents: 75,
      },
    ],
  })),
);

function print(connections: number, rounds: ReadonlyMap<string, Measured[]>): void {
  console.log(`\n${connections} takers at once, batches of ${ROWS}, median of ${ROUNDS}`);
  const perSecondOf = (name: string) =>
    median((rounds.get(name) ?? []).map((one) => one.perSecond));
  for (const [name, measured] of rounds) {
    const p50 = median(measured.map((one) => one.p50Ms)).toFixed(1);
    const p99 = median(measured.map((one) => one.p99Ms)).toFixed(1);
    const refused = measured.reduce((sum, one) => sum + one.refused, 0);
    console.log(
      `  ${name.replace('_', ' ').padEnd(14)} ${perSecondOf(name).toFixed(0).padStart(6)} batches/s  ` +
        `p50 ${p50} ms  p99 ${p99} ms${refused > 0 ? `  ${refused} refused` : ''}`,
    );
  }
  const share = (name: string) => (perSecondOf('slots') / perSecondOf(name)).toFixed(2);
  console.log(
    `  slots are ${share('single_row')} of a single row, ${share('without_budget')} of none`,
  );
}

async function tellSlots(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ slots: number }>(
    'select count(*)::integer as slots from transactions.budget_slots',
  );
  console.log(`\nthe budget came to lie in ${rows[0]?.slots} slots`);
}
