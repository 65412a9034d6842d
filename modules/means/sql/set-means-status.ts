import type { Database } from '../../../platform/database/database.ts';

const UPDATE = 'update means.means set status = $2::text where id = $1::uuid';

export async function setMeansStatus(
  db: Database,
  { meansId, status }: { meansId: string; status: 'active' | 'blocked' | 'lost' },
): Promise<void> {
  await db.query(UPDATE, [meansId, status]);
}
