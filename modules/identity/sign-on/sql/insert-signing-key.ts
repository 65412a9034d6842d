import type { Database } from '../../../../platform/database/database.ts';
import type { SigningAlgorithm } from '../signing-key.ts';

/** Adds a key, unless another server has added one of the algorithm for the same time. */
export async function insertSigningKey(
  db: Database,
  key: {
    id: string;
    algorithm: SigningAlgorithm;
    sealed: Buffer;
    madeAt: Date;
    usedFrom: Date;
  },
): Promise<void> {
  await db.query(
    `insert into identity.signing_keys (id, algorithm, sealed, made_at, used_from)
     values ($1::text, $2::text, $3::bytea, $4::timestamptz, $5::timestamptz)
     on conflict (algorithm, used_from) do nothing`,
    [key.id, key.algorithm, key.sealed, key.madeAt, key.usedFrom],
  );
}
