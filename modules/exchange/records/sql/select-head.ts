import type { Database } from '../../../../platform/database/database.ts';
import type { Head } from './lock-head.ts';

const SELECT = `select position, records from exchange.heads where version_id = $1::integer`;

export async function selectHead(db: Database, versionId: number): Promise<Head> {
  const [row] = await db.query<Head & Record<string, unknown>>(SELECT, [versionId]);
  if (!row) throw new Error('A version has no head.');
  return { ...row };
}
