import type { Database } from '../../database/database.ts';

const SELECT = `
with following as materialized (
  select number, sum(cardinality(record_ids)) over (order by number) as records
  from (
    select number, record_ids from audit.blocks where number > $1::bigint order by number limit $2::integer
  ) as first
)
select max(number) as number from following
where records <= $2::integer or number = (select min(number) from following)`;

/**
 * The number of the last of the blocks that follow a block and together have at most so many records, or of
 * the next one, however many it has. Undefined at the end of the chain.
 */
export async function findNextSealed(
  db: Database,
  { after, recordsMax }: { after: number; recordsMax: number },
): Promise<number | undefined> {
  const [row] = await db.query<{ number: number | null }>(SELECT, [after, recordsMax]);
  return row?.number ?? undefined;
}
