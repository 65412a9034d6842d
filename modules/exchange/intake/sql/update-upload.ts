import type { Database } from '../../../../platform/database/database.ts';
import type { Upload } from '../upload.ts';

const UPDATE = `
update exchange.uploads
set state = $3::text, last_line = $4::bigint, stored = $5::bigint, unchanged = $6::bigint,
  late = $7::bigint, quarantined = $8::bigint, removed = $9::bigint, ended_at = $10::timestamptz,
  kept_sum = $11::bytea, changed = $12::bigint, change_sample = $13::jsonb,
  refused_for = $14::text, added = $15::bigint
where version_id = $1::integer and id = $2::text`;

export async function updateUpload(
  db: Database,
  versionId: number,
  upload: Upload,
  endedAt: Date | null,
): Promise<void> {
  const { id, state, lastLine, stored, unchanged, late, quarantined, removed, keptSum } = upload;
  const { changed, added, sample, refusedFor } = upload;
  await db.query(UPDATE, [
    ...[versionId, id, state, lastLine, stored, unchanged, late, quarantined, removed],
    ...[endedAt, keptSum, changed, sample, refusedFor, added],
  ]);
}
