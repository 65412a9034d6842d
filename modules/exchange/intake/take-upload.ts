import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FileForm } from '../../../platform/files/file-form.ts';
import type { Line } from '../../../platform/text/split-lines.ts';
import { getFilledVersion, type VersionName } from '../data-sets/get-version.ts';
import { applyRecords, planNew } from '../records/apply-records.ts';
import type { Plan } from '../records/plan-changes.ts';
import { type ReadRecord, RecordReader } from '../records/record-reader.ts';
import { type Head, lockHead } from '../records/sql/lock-head.ts';
import type { Version } from '../version.ts';
import { readFile } from './files/read-file.ts';
import { finishUpload } from './finish-upload.ts';
import { quarantineRecords, type RefusedRecord } from './quarantine-records.ts';
import { readLine } from './read-change.ts';
import { beginUpload } from './sql/begin-upload.ts';
import { copySeenKeys } from './sql/copy-seen-keys.ts';
import { insertSpooled } from './sql/insert-spooled.ts';
import { selectUpload } from './sql/select-upload.ts';
import { updateUpload } from './sql/update-upload.ts';
import { isSpooled, type Upload, type UploadOptions } from './upload.ts';

/** Lines that go to the database together: 30 ms of reading, which others on the server wait for. */
const BATCH_LINES = 2_000;
const QUARANTINED_MAX = 10_000;

interface Sent extends Omit<UploadOptions, 'kind'> {
  /** The sender's name for the upload. */
  id: string;
  /** Which line of the whole the first one of this stream is, from 1. */
  fromLine: number;
  /** How its bytes are to be read: lines of JSON when not stated. */
  form?: FileForm;
  /** Its bytes are compressed. */
  gzip?: boolean;
}

/**
 * Takes a file, lines of JSON or another form, in bounded memory: it is read as fast as lines are
 * kept. Each batch and how far it goes are written in one transaction, so a stream that is cut goes
 * on where it stopped: lines up to `lastLine` are skipped when they come again.
 *
 * Refuses like `getFilledVersion`, and with `upload-differs`, `upload-ended`, `upload-line-gap`,
 * `upload-elsewhere` (somebody else sends the same one), `upload-cut`, `upload-too-many-bad`,
 * `upload-whole-expected`, `snapshot-from-the-future`, `data-set-busy`, and like the readers of the
 * form. What was kept before a refusal stays.
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
  if (upload.state === 'complete') return upload;
  if (upload.state !== 'open') throw new Refusal('upload-ended', { state: upload.state });
  if (sent.fromLine > upload.lastLine + 1) {
    throw new Refusal('upload-line-gap', { lastLine: upload.lastLine });
  }
  const intake = new Intake(context, version, sent);
  const { definition } = version;
  const { mode, gzip = false } = sent;
  const reading = { form, gzip, mode, definition, batchLines: BATCH_LINES };
  let underWay: Promise<unknown> = Promise.resolve();
  try {
    for await (const lines of readFile(uncut(chunks), reading)) {
      const batch = intake.read(lines, upload.lastLine);
      intake.expect(batch);
      // While this one was read, the one before was written.
      await underWay;
      intake.expect(batch);
      underWay = intake.keep(batch);
      underWay.catch(() => {});
    }
    await underWay;
  } finally {
    await underWay.catch(() => {});
  }
  return await finishUpload(context, version, { uploadId: sent.id, removalsMax: 0 });
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

interface GoodLine {
  line: number;
  text: string;
  record: ReadRecord;
}

interface Batch {
  firstLine: number;
  lastLine: number;
  good: GoodLine[];
  bad: RefusedRecord[];
  /** What it makes of the data set if all of it is new. */
  plan?: Plan | undefined;
}

/** One stream's way into the data set. */
class Intake {
  private readonly context: Context;
  private readonly version: Version;
  private readonly sent: Sent;
  private readonly reader;
  /** Where the next batch will begin, as long as all that comes is new. */
  private expected: Head | undefined;

  constructor(context: Context, version: Version, sent: Sent) {
    this.context = context;
    this.version = version;
    this.sent = sent;
    this.reader = new RecordReader(version, context);
  }

  /** Reads the lines that were not kept before. */
  read(lines: readonly Line[], keptUpTo: number): Batch {
    const batch: Batch = { firstLine: 0, lastLine: 0, good: [], bad: [] };
    for (const one of lines) {
      const line = one.number + this.sent.fromLine - 1;
      if (line <= keptUpTo) continue;
      batch.firstLine ||= line;
      batch.lastLine = line;
      const reading = readLine(this.reader, one, this.sent.mode);
      if ('record' in reading) batch.good.push({ line, text: one.text, record: reading.record });
      else batch.bad.push({ line, text: one.text || null, problems: reading.problems });
    }
    return batch;
  }

  /**
   * Plans a batch as if all of it were new, once what came before was: the database is then neither
   * asked what it holds nor waited for.
   */
  expect(batch: Batch): void {
    if (!this.expected || batch.plan || isSpooled(this.sent)) return;
    const records = batch.good.map(({ record }) => record);
    batch.plan = planNew(this.context, { version: this.version, head: this.expected }, records);
    this.expected = batch.plan?.to;
  }

  /** Writes a batch with how far the upload has come by it: both, or neither. */
  async keep(batch: Batch): Promise<void> {
    if (batch.lastLine === 0) return;
    const versionId = this.version.id;
    const { id } = this.sent;
    const quarantined = await this.context.db.transaction(async (db) => {
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
      await updateUpload(db, versionId, upload, null);
      return upload.quarantined;
    });
    if (quarantined > QUARANTINED_MAX) throw new Refusal('upload-too-many-bad');
  }

  private async apply(context: Context, { good, bad, plan }: Batch, upload: Upload): Promise<void> {
    const head = await lockHead(context.db, this.version);
    const records = good.map(({ record }) => record);
    const applied = await applyRecords(context, { version: this.version, head, plan }, records);
    const isNew = applied.every(({ outcome }) => outcome === 'new');
    if (!isNew || applied !== plan?.applied) this.expected = isNew ? head : undefined;
    for (const [index, { outcome }] of applied.entries()) {
      const line = good[index];
      if (!line) continue;
      if (outcome === 'unchanged' || outcome === 'late') upload[outcome] += 1;
      else if (outcome !== 'version-repeated') upload.stored += 1;
      else bad.push({ ...line, problems: [{ path: '', code: 'version-repeated' }] });
    }
  }

  private async spool(context: Context, { good, firstLine }: Batch): Promise<void> {
    // An erasure holds the head while it looks through what was sent: nothing may appear behind it.
    await lockHead(context.db, this.version);
    if (good.length === 0) return;
    const of = { versionId: this.version.id, uploadId: this.sent.id };
    const lines = good.map(({ line, text }) => ({ line, text }));
    const sealed = context.keys.encrypt(JSON.stringify(lines));
    await insertSpooled(context.db, { ...of, firstLine, lines: sealed });
    if (this.sent.mode === 'changes') return;
    const keyHashes = good.map(({ record }) => record.keyHash);
    await copySeenKeys(context.db, of, keyHashes);
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
