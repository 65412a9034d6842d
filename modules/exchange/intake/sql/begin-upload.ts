import type { Database } from '../../../../platform/database/database.ts';
import type { UploadOptions } from '../upload.ts';

const INSERT = `
insert into exchange.uploads
  (version_id, id, mode, all_or_nothing, taken_at, kind, state, began_at)
values ($1::integer, $2::text, $3::text, $4::boolean, $5::timestamptz, $6::text, 'open',
  $7::timestamptz)
on conflict (version_id, id) do nothing`;

/** Begins an upload unless it began before. */
export async function beginUpload(
  db: Database,
  upload: UploadOptions & { versionId: number; id: string; beganAt: Date },
): Promise<void> {
  const { versionId, id, mode, allOrNothing, takenAt, kind, beganAt } = upload;
  await db.query({
    name: 'exchange-begin-upload',
    text: INSERT,
    values: [versionId, id, mode, allOrNothing, takenAt, kind, beganAt],
  });
}
