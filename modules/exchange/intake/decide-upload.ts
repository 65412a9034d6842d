import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { VersionName } from '../version.ts';
import { finishUpload, refuseWaiting } from './finish-upload.ts';
import { getWatchedVersion } from './get-watched-version.ts';
import type { Confirmed } from './guard-snapshot.ts';
import { getUpload } from './take-upload.ts';
import type { Upload } from './upload.ts';

/**
 * Confirms that a snapshot may remove, change and add so many records, and applies it. Refuses like
 * `getWatchedVersion` (officials are reviewers), with `upload-unknown`, with `upload-ended` when it
 * does not wait for that, and with `snapshot-more-than-confirmed`, which tells how many there are.
 */
export async function confirmUpload(
  context: Context,
  name: VersionName,
  { id, ...confirmed }: Confirmed & { id: string },
): Promise<Upload> {
  const version = await getWatchedVersion(context, name, ['reviewer']);
  const { state } = await getUpload(context, version, id);
  if (state !== 'waiting') throw new Refusal('upload-ended', { state });
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: 'exchange.confirm-snapshot',
      organisationId: version.organisationId,
      content: { dataSet: name.code, version: name.version, upload: id, ...confirmed },
    }),
  ]);
  const upload = await finishUpload(context, version, { uploadId: id, confirmed });
  if (upload.state === 'waiting') {
    throw new Refusal('snapshot-more-than-confirmed', {
      removed: upload.removed,
      changed: upload.changed,
      added: upload.added,
    });
  }
  return upload;
}

/** Refuses a snapshot that waits: nothing of it is applied. Refuses like `confirmUpload`. */
export async function refuseUpload(
  context: Context,
  name: VersionName,
  id: string,
): Promise<Upload> {
  const version = await getWatchedVersion(context, name, ['reviewer']);
  await getUpload(context, version, id);
  return await refuseWaiting(context, version, id);
}
