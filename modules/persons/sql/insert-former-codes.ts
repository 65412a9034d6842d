import type { Database } from '../../../platform/database/database.ts';

const INSERT = `
insert into persons.former_codes (code_hash, person_id)
select code_hash, person_id from unnest($1::bytea[], $2::uuid[]) as stated (code_hash, person_id)
on conflict do nothing`;

/** Notes codes that persons had before. */
export async function insertFormerCodes(
  db: Database,
  rows: readonly { codeHash: Buffer; personId: string }[],
): Promise<void> {
  await db.query(INSERT, [
    rows.map(({ codeHash }) => codeHash),
    rows.map(({ personId }) => personId),
  ]);
}
