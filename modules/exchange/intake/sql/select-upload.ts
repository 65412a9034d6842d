import type { Database } from '../../../../platform/database/database.ts';
import type { Upload } from '../upload.ts';

const SELECT = `
select
  id, mode, all_or_nothing as "allOrNothing", taken_at as "takenAt", kind, state,
  refused_for as "refusedFor",
  last_line as "lastLine", stored, unchanged, late, quarantined, removed, changed, added,
  change_sample as sample,
  kept_sum as "keptSum"
from exchange.uploads
where version_id = $1::integer and id = $2::text`;

/** An upload; `lock`: nobody else goes on with it until the transaction ends. */
export async function selectUpload(
  db: Database,
  { versionId, id, lock = false }: { versionId: number; id: string; lock?: boolean },
): Promise<Upload | undefined> {
  const text = lock ? `${SELECT} for update` : SELECT;
  const [row] = await db.query<Upload & Record<string, unknown>>(text, [versionId, id]);
  return row;
}
