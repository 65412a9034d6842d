import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FileForm } from '../../../platform/files/file-form.ts';
import type { Line } from '../../../platform/text/split-lines.ts';
import { getFilledVersion } from '../data-sets/get-version.ts';
import { applyPlan, applyRecords } from '../records/apply-records.ts';
import { type Head, lockHead } from '../records/sql/lock-head.ts';
import { selectHead } from '../records/sql/select-head.ts';
import type { Version, VersionName } from '../version.ts';
import { endUpload } from './end-upload.ts';
import { readFile } from './files/read-file.ts';
import { finishUpload } from './finish-upload.ts';
import { KeptLines } from './kept-lines.ts';
import { quarantineRecords } from './quarantine-records.ts';
import { beginUpload } from './sql/begin-upload.ts';
import { copySeenKeys } from './sql/copy-seen-keys.ts';
import { insertSpooled } from './sql/insert-spooled.ts';
import { selectUpload } from './sql/select-upload.ts';
import { updateUpload } from './sql/update-upload.ts';
import {
  demandFewBad,
  hasTooManyBad,
  isSpooled,
  type Upload,
  type UploadOptions,
} from './upload.ts';
import { TURN_LINES, UploadBatch, UploadReader } from './upload-batch.ts';

interface Sent extends Omit<UploadOptions, 'kind'> {
  /** The sender's name for the upload. */
  id: string;
  /** Which line of the whole the first one of this stream is, from 1. */
  fromLine: number;
  /** The sum of the lines before it (`KeptLines`), to have it compared with what was kept of them. */
  sumBefore?: number | undefined;
  /** How its bytes are to be read: lines of JSON when not stated. */
  form?: FileForm;
  /** Its bytes are compressed. */
  gzip?: boolean;
}

/**
 * Takes a file, lines of JSON or another form, in bounded memory: it is read as fast as lines are
 * kept. Each batch and how far it goes are written in one transaction, so a stream that is cut goes
 * on where it stopped: lines up to `lastLine` are skipped when they come again, and must be the same.
 * What comes for an upload that is complete must be the same as well: another file would be lost unseen.
 *
 * Refuses like `getFilledVersion`, and with `upload-differs`, `upload-ended`, `upload-line-gap`,
 * `upload-elsewhere` (somebody else sends the same one), `upload-cut`, `upload-too-many-bad`,
 * `upload-whole-expected`, `snapshot-from-the-future`, `data-set-busy`, and like the readers of the
 * form. What was kept before a refusal stays; with `upload-too-many-bad` the upload has ended.
 */
export async function takeUpload(
  context: Context,
  name: VersionName,
  sent: Sent,
  chunks: AsyncIterable<Buffer>,
): Promise<Upload> {
  const version = await getFilledVersion(context, name);
  if (sent.takenAt && sent.takenAt > context.clock.now()) {
    throw new Refusal('snapshot-from-the-future');
  }
  const form = sent.form ?? { kind: 'lines' };
  // A heading and an array's opening stand at the beginning, which a rest does not have.
  if (form.kind !== 'lines' && sent.fromLine > 1) throw new Refusal('upload-whole-expected');
  const upload = await begin(context, version, { ...sent, kind: form.kind });
  const { definition } = version;
  const { mode, gzip = false, fromLine } = sent;
  const reading = { form, gzip, mode, definition, batchLines: TURN_LINES };
  const kept = new KeptLines(context.keys, upload, sent);
  if (upload.state === 'complete') {
    for await (const lines of readFile(uncut(chunks), reading)) {
      if (kept.take(lines).length > 0) throw new Refusal('upload-differs');
    }
    kept.demandSame();
    return upload;
  }
  if (upload.state !== 'open') {
    const { state, refusedFor } = upload;
    throw new Refusal('upload-ended', { state, refusedFor });
  }
  if (fromLine > upload.lastLine + 1) {
    throw new Refusal('upload-line-gap', { lastLine: upload.lastLine });
  }
  const head = await selectHead(context.db, version.id);
  const intake = new Intake(context, version, sent, { kept, head });
  try {
    for await (const lines of readFile(uncut(chunks), reading)) {
      intake.read(lines);
      if (intake.isBatchFull) await intake.keepBatch();
      await nextTurn();
    }
    kept.demandSame();
    await intake.keepBatch();
    await intake.written();
  } catch (error) {
    await intake.written().catch(() => {});
    // What came before the cut need not come again.
    if (error instanceof Refusal && error.code === 'upload-cut') {
      await intake.keepBatch();
      await intake.written();
    }
    throw error;
  }
  return await finishUpload(context, version, { uploadId: sent.id });
}

async function begin(
  context: Context,
  version: Version,
  sent: Sent & UploadOptions,
): Promise<Upload> {
  const { db, clock } = context;
  await beginUpload(db, { ...sent, versionId: version.id, beganAt: clock.now() });
  const upload = await selectUpload(db, { versionId: version.id, id: sent.id });
  if (!upload) throw new Error('An upload vanished.');
  const same =
    upload.mode === sent.mode &&
    upload.kind === sent.kind &&
    upload.allOrNothing === sent.allOrNothing &&
    upload.takenAt?.getTime() === sent.takenAt?.getTime();
  if (!same) throw new Refusal('upload-differs');
  return upload;
}

async function* uncut(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch {
    throw new Refusal('upload-cut');
  }
}

/** One stream's way into the data set. */
class Intake {
  private readonly context: Context;
  private readonly version: Version;
  private readonly sent: Sent;
  private readonly kept: KeptLines;
  private readonly reader: UploadReader;
  /** What is being read, and the writing of the batch before. */
  private batch: UploadBatch;
  private underWay: Promise<void> = Promise.resolve();
  /** Where the last batch that was written has left the data set, if all of it was new. */
  private reached: Head | undefined;

  /** @param from what was kept of it before, and the head before anything more is written */
  constructor(
    context: Context,
    version: Version,
    sent: Sent,
    { kept, head }: { kept: KeptLines; head: Head },
  ) {
    this.context = context;
    this.version = version;
    this.sent = sent;
    this.kept = kept;
    this.reader = new UploadReader(context, version, sent.mode);
    // A first load is new from its first line.
    this.reached = head.position === 0 && !isSpooled(sent) ? head : undefined;
    this.batch = new UploadBatch(this.reader, this.reached);
  }

  /** Reads the lines that were not kept before. */
  read(lines: readonly Line[]): void {
    const fresh = this.kept.take(lines);
    if (fresh.length === 0) return;
    this.batch.read(fresh);
    this.batch.sum = this.kept.sum;
  }

  get isBatchFull(): boolean {
    return this.batch.isFull;
  }

  /** Begins to write what was read, once what came before is written; the next is read meanwhile. */
  async keepBatch(): Promise<void> {
    await this.underWay;
    const { batch } = this;
    await batch.follow(this.reached);
    this.batch = new UploadBatch(this.reader, batch.plan?.to);
    this.underWay = this.keep(batch);
    this.underWay.catch(() => {});
  }

  /** Until all that was read is written. */
  async written(): Promise<void> {
    await this.underWay;
  }

  /** Writes a batch with how far the upload has come by it: both, or neither. */
  async keep(batch: UploadBatch): Promise<void> {
    if (batch.lastLine === 0) return;
    const versionId = this.version.id;
    const { id } = this.sent;
    const kept = await this.context.db.transaction(async (db) => {
      const context = { ...this.context, db };
      const upload = await selectUpload(db, { versionId, id, lock: true });
      if (upload?.state !== 'open' || upload.lastLine >= batch.firstLine) {
        throw new Refusal('upload-elsewhere');
      }
      if (isSpooled(this.sent)) await this.spool(context, batch);
      else await this.apply(context, batch, upload);
      const of = { versionId, uploadId: id };
      await quarantineRecords(context, of, batch.bad);
      upload.quarantined += batch.bad.length;
      upload.lastLine = batch.lastLine;
      upload.keptSum = batch.sum === undefined ? null : this.context.keys.encrypt(`${batch.sum}`);
      if (hasTooManyBad(upload)) {
        const end = { state: 'refused', for: 'too-many-bad' } as const;
        return await endUpload(context, this.version, upload, end);
      }
      await updateUpload(db, versionId, upload, null);
      return upload;
    });
    demandFewBad(this.version, kept);
  }

  private async apply(context: Context, batch: UploadBatch, upload: Upload): Promise<void> {
    const head = await lockHead(context.db, this.version);
    const at = { version: this.version, head };
    const applied =
      (batch.plan && (await applyPlan(context.db, at, batch.plan))) ??
      (await applyRecords(context, at, await batch.records()));
    this.reached = applied.every(({ outcome }) => outcome === 'new') ? head : undefined;
    for (const [index, { outcome }] of applied.entries()) {
      const line = batch.good[index];
      if (!line) continue;
      if (outcome === 'unchanged' || outcome === 'late') upload[outcome] += 1;
      else if (outcome !== 'version-repeated') upload.stored += 1;
      else batch.bad.push({ ...line, problems: [{ path: '', code: 'version-repeated' }] });
    }
  }

  private async spool(context: Context, batch: UploadBatch): Promise<void> {
    // An erasure holds the head while it looks through what was sent: nothing may appear behind it.
    await lockHead(context.db, this.version);
    const { good, firstLine } = batch;
    if (good.length === 0) return;
    const of = { versionId: this.version.id, uploadId: this.sent.id };
    const sealed = context.keys.encrypt(JSON.stringify(good));
    await insertSpooled(context.db, { ...of, firstLine, lines: sealed });
    if (this.sent.mode === 'changes') return;
    await copySeenKeys(context.db, of, await batch.records());
  }
}

/** How far an upload has come. Refuses like `getFilledVersion`, and with `upload-unknown`. */
export async function describeUpload(
  context: Context,
  name: VersionName,
  id: string,
): Promise<Upload> {
  return await getUpload(context, await getFilledVersion(context, name), id);
}

/** An upload of a version. Refuses with `upload-unknown`. */
export async function getUpload(
  { db }: Pick<Context, 'db'>,
  version: Pick<Version, 'id'>,
  id: string,
): Promise<Upload> {
  const upload = await selectUpload(db, { versionId: version.id, id });
  if (!upload) throw new Refusal('upload-unknown');
  return upload;
}
