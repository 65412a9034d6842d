import type { Database } from '../../../../platform/database/database.ts';

export interface UsedConfirmation {
  id: string;
  personId: string;
  act: string;
  means: string;
  sealed: Buffer;
  confirmedAt: Date;
  usedAt: Date;
}

const SELECT = `
select id, person_id as "personId", act, means, sealed, confirmed_at as "confirmedAt",
  used_at as "usedAt"
from identity.confirmations`;

/** A confirmation whose act was done. */
export async function selectUsed(db: Database, id: string): Promise<UsedConfirmation | undefined> {
  const [row] = await db.query<UsedConfirmation & Record<string, unknown>>(
    `${SELECT} where id = $1::uuid and used_at is not null`,
    [id],
  );
  return row;
}

/** Those of a person, the newest hundred. */
export async function selectUsedOf(db: Database, personId: string): Promise<UsedConfirmation[]> {
  return await db.query<UsedConfirmation & Record<string, unknown>>(
    `${SELECT} where person_id = $1::uuid and used_at is not null
     order by begun_at desc, id limit 100`,
    [personId],
  );
}
