import type { Database } from '../../../../platform/database/database.ts';
import type { SigningAlgorithm } from '../signing-key.ts';

export interface SigningKeyRow {
  id: string;
  algorithm: SigningAlgorithm;
  sealed: Buffer;
  usedFrom: Date;
}

/** All keys, the latest first. */
export async function selectSigningKeys(db: Database): Promise<SigningKeyRow[]> {
  return await db.query<SigningKeyRow & Record<string, unknown>>(
    `select id, algorithm, sealed, used_from as "usedFrom" from identity.signing_keys
     order by used_from desc, algorithm, id
     limit 100`,
  );
}
