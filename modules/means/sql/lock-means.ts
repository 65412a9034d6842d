import type { Database } from '../../../platform/database/database.ts';

interface Row {
  status: 'active' | 'blocked' | 'lost';
  valid_to: Date | null;
}

const LOCK = `
select status, valid_to
from means.means
where id = $1::uuid and person_id = $2::uuid and not single_use
for update`;

/** A long-lived means of a person, locked until the transaction ends. */
export async function lockMeans(
  db: Database,
  { meansId, personId }: { meansId: string; personId: string },
): Promise<{ status: Row['status']; validTo: Date | null } | undefined> {
  const [row] = await db.query<Row & Record<string, unknown>>(LOCK, [meansId, personId]);
  return row && { status: row.status, validTo: row.valid_to };
}
