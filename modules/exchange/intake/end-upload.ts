import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Version } from '../version.ts';
import type { RefusedFor } from './refused-for.ts';
import { deleteSpooled } from './sql/delete-spooled.ts';
import { updateUpload } from './sql/update-upload.ts';
import { isSpooled, type Upload } from './upload.ts';

/** How an upload ends, or why it waits: for what it was refused stands there when it was. */
export type UploadEnd = { state: 'complete' | 'waiting' } | { state: 'refused'; for: RefusedFor };

/**
 * Ends an upload, or lets it wait for somebody. What was kept aside for its end goes with it. Runs in
 * the transaction that has locked the upload.
 */
export async function endUpload(
  context: Context,
  version: Version,
  upload: Upload,
  end: UploadEnd,
): Promise<Upload> {
  const { db } = context;
  const isWaiting = end.state === 'waiting';
  upload.state = end.state;
  upload.refusedFor = end.state === 'refused' ? end.for : null;
  if (!isWaiting) upload.sample = null;
  if (end.state === 'refused') Object.assign(upload, { removed: 0, changed: 0, added: 0 });
  if (isSpooled(upload) && !isWaiting) {
    await deleteSpooled(db, { versionId: version.id, uploadId: upload.id });
  }
  await updateUpload(db, version.id, upload, isWaiting ? null : context.clock.now());
  const { id, mode, state, refusedFor, lastLine: lines } = upload;
  const { stored, unchanged, late, quarantined, removed, changed, added } = upload;
  await writeAudit(db, [
    makeAuditRecord(context, {
      act: 'exchange.upload',
      organisationId: version.organisationId,
      content: {
        ...{ dataSet: version.code, version: version.version, upload: id, mode, state, refusedFor },
        ...{ lines, stored, unchanged, late, quarantined, removed, changed, added },
      },
    }),
  ]);
  return upload;
}
