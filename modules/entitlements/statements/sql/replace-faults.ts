import type { Database } from '../../../../platform/database/database.ts';
import type { StatementFault, StatementSource } from '../statement-source.ts';

const REPLACE = `
with fault as (
  select * from unnest($4::bytea[], $5::bigint[], $6::text[], $7::jsonb[])
    as given (key_hash, position, code, details)
), gone as (
  delete from entitlements.statement_faults held
  where held.data_set = $1::text and held.version = $2::smallint
    and held.key_hash = any($3::bytea[])
    and held.key_hash not in (select key_hash from fault)
)
insert into entitlements.statement_faults (data_set, version, key_hash, position, code, details,
  noted_at)
select $1::text, $2::smallint, key_hash, position, code, details, $8::timestamptz from fault
on conflict (data_set, version, key_hash) do update
set position = excluded.position, code = excluded.code, details = excluded.details,
  noted_at = excluded.noted_at`;

/** Of these records exactly the given ones are faulty now. */
export async function replaceFaults(
  db: Database,
  { dataSet, version }: Pick<StatementSource, 'dataSet' | 'version'>,
  {
    keyHashes,
    faults,
    at,
  }: { keyHashes: readonly Buffer[]; faults: readonly StatementFault[]; at: Date },
): Promise<void> {
  await db.query(REPLACE, [
    dataSet,
    version,
    keyHashes,
    faults.map(({ keyHash }) => keyHash),
    faults.map(({ position }) => position),
    faults.map(({ code }) => code),
    faults.map(({ details }) => JSON.stringify(details)),
    at,
  ]);
}
