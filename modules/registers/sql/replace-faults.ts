import type { Database } from '../../../platform/database/database.ts';
import type { RecordFault } from '../mapping/meaning.ts';

export interface FaultRow {
  keyHash: Buffer;
  position: number;
  faults: readonly RecordFault[];
}

const REPLACE = `
with gone as (
  delete from registers.faults
  where register = $1::text and key_hash = any ($2::bytea[]) and key_hash <> all ($3::bytea[])
)
insert into registers.faults as held (register, key_hash, position, problems, noted_at)
select $1::text, key_hash, position, problems, $6::timestamptz
from unnest($3::bytea[], $4::bigint[], $5::jsonb[]) as stated (key_hash, position, problems)
on conflict (register, key_hash) do update
set position = excluded.position, problems = excluded.problems, noted_at = excluded.noted_at`;

/** Notes which of these records of a register mean nothing and why; the others have no faults. */
export async function replaceFaults(
  db: Database,
  stated: {
    register: string;
    keyHashes: readonly Buffer[];
    rows: readonly FaultRow[];
    notedAt: Date;
  },
): Promise<void> {
  await db.query({
    name: 'registers-replace-faults',
    text: REPLACE,
    values: [
      stated.register,
      stated.keyHashes,
      stated.rows.map(({ keyHash }) => keyHash),
      stated.rows.map(({ position }) => position),
      stated.rows.map(({ faults }) => JSON.stringify(faults)),
      stated.notedAt,
    ],
  });
}
