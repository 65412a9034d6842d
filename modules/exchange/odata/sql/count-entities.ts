import type { Database } from '../../../../platform/database/database.ts';
import type { SqlText } from './select-entities.ts';

/** How many records there are of what `countStatement` asks for. */
export async function countEntities(db: Database, { text, values }: SqlText): Promise<number> {
  const [row] = await db.query<{ count: number }>(text, values);
  return row?.count ?? 0;
}
