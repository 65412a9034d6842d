import type { Database } from '../../../../platform/database/database.ts';

export interface ChangeEntry {
  position: number;
  /** One letter (`KIND_LETTERS`). */
  kind: string;
  content: string;
  sealed: Buffer | null;
  /** What the open fields that it replaced were before; null: none, or nothing was there. */
  former: Record<string, unknown> | null;
  recordedAt: Date;
}

const SELECT = `
select position, kind, content::text as content, sealed, former,
  recorded_at as "recordedAt"
from exchange.changes
where version_id = $1::integer and position > $2::bigint
order by position
limit $3::integer`;

/** Changes of a version after a position, in their order. None smaller can appear later (`lockHead`). */
export async function selectChanges(
  db: Database,
  { versionId, after, limit }: { versionId: number; after: number; limit: number },
): Promise<ChangeEntry[]> {
  return await db.query<ChangeEntry & Record<string, unknown>>({
    name: 'exchange-select-changes',
    text: SELECT,
    values: [versionId, after, limit],
  });
}
