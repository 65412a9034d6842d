import type { Database } from '../../../platform/database/database.ts';

export interface WaitingRow {
  awaitedHash: Buffer;
  keyHash: Buffer;
}

const REPLACE = `
with gone as (
  delete from registers.waiting waiting
  where waiting.register = $1::text and waiting.key_hash = any ($2::bytea[])
    and not exists (
      select from unnest($3::bytea[], $4::bytea[]) as stated (awaited_hash, key_hash)
      where stated.awaited_hash = waiting.awaited_hash and stated.key_hash = waiting.key_hash)
)
insert into registers.waiting (awaited_hash, register, key_hash)
select awaited_hash, $1::text, key_hash
from unnest($3::bytea[], $4::bytea[]) as stated (awaited_hash, key_hash)
on conflict do nothing`;

/** Notes for whom these records of a register wait, and that they wait for nobody else. */
export async function replaceWaiting(
  db: Database,
  stated: { register: string; keyHashes: readonly Buffer[]; rows: readonly WaitingRow[] },
): Promise<void> {
  await db.query({
    name: 'registers-replace-waiting',
    text: REPLACE,
    values: [
      stated.register,
      stated.keyHashes,
      stated.rows.map(({ awaitedHash }) => awaitedHash),
      stated.rows.map(({ keyHash }) => keyHash),
    ],
  });
}
