import type { Database } from '../../../platform/database/database.ts';
import type { RecordFault } from '../mapping/meaning.ts';

export interface KeptFault {
  keyHash: Buffer;
  position: number;
  faults: RecordFault[];
  notedAt: Date;
}

const SELECT = `
select key_hash as "keyHash", position, problems as faults, noted_at as "notedAt"
from registers.faults
where register = $1::text and key_hash > $2::bytea
order by key_hash
limit $3::integer`;

/** Records of a register that mean nothing, after one of them. */
export async function selectFaults(
  db: Database,
  { register, after, limit }: { register: string; after: Buffer; limit: number },
): Promise<KeptFault[]> {
  return await db.query<KeptFault & Record<string, unknown>>(SELECT, [register, after, limit]);
}
