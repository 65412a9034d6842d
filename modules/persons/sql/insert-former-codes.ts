import type { Database } from '../../../platform/database/database.ts';

export interface FormerCode {
  codeHash: Buffer;
  codeEncrypted: Buffer;
  personId: string;
}

/**
 * What is known is not written again: registers state a former code with each record of the person. In one
 * order, so that nobody waits in a circle.
 */
const INSERT = `
with stated as materialized (
  select distinct on (code_hash, person_id) code_hash, code_encrypted, person_id
  from unnest($1::bytea[], $2::bytea[], $3::uuid[]) as one (code_hash, code_encrypted, person_id)
)
insert into persons.former_codes as held (code_hash, code_encrypted, person_id)
select code_hash,
  case when count(*) = 1 then (array_agg(code_encrypted))[1] end,
  case when count(*) = 1 then (array_agg(person_id))[1] end
from stated
group by code_hash
order by code_hash
on conflict (code_hash) do update
set code_encrypted = case when held.person_id = excluded.person_id then excluded.code_encrypted end,
  person_id = case when held.person_id = excluded.person_id then held.person_id end
where held.person_id is not null
  and (held.code_encrypted is null or held.person_id is distinct from excluded.person_id)`;

/** Notes codes that persons had before; one that two persons had is nobody's from then on. */
export async function insertFormerCodes(db: Database, rows: readonly FormerCode[]): Promise<void> {
  await db.query(INSERT, [
    rows.map(({ codeHash }) => codeHash),
    rows.map(({ codeEncrypted }) => codeEncrypted),
    rows.map(({ personId }) => personId),
  ]);
}
