import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { applyRecords } from '../records/apply-records.ts';
import { openRecord } from '../records/open-record.ts';
import { type ReadRecord, RecordReader } from '../records/record-reader.ts';
import { type Head, lockHead } from '../records/sql/lock-head.ts';
import type { Version } from '../version.ts';
import { endUpload, type UploadEnd } from './end-upload.ts';
import { type Confirmed, guardSnapshot } from './guard-snapshot.ts';
import { quarantineRecords, type RefusedRecord } from './quarantine-records.ts';
import { readLine } from './read-change.ts';
import type { RefusedFor } from './refused-for.ts';
import { type MissingRow, selectMissing } from './sql/select-missing.ts';
import { selectSpooled } from './sql/select-spooled.ts';
import { selectUpload } from './sql/select-upload.ts';
import { demandFewBad, hasTooManyBad, isSpooled, type Upload } from './upload.ts';

const REMOVED_BATCH = 2_000;

interface Finishing {
  uploadId: string;
  /** Nothing unusual, when nobody has confirmed anything. */
  confirmed?: Confirmed;
}

/** Lines of an upload were refused when everything was applied, and so nothing of it may be. */
class BadLines extends Error {
  readonly records: readonly RefusedRecord[];
  readonly for: RefusedFor;

  constructor(records: readonly RefusedRecord[], reason: RefusedFor) {
    super('Lines of an upload were refused.');
    this.records = records;
    this.for = reason;
  }
}

/**
 * Ends an upload whose lines are all there. What was kept aside is applied in one transaction: all of
 * it, or nothing when a line is bad and that was asked for. A snapshot also removes what it does not
 * name, and nothing when some of its lines are bad: what is missing may be what could not be read. It
 * waits when it would remove, change or add an unusual share of what is held (`guardSnapshot`).
 *
 * Refuses with `upload-elsewhere`, `data-set-busy`, and `upload-too-many-bad` when so many lines turn
 * out to be bad beside what is held: then nothing is applied, and the upload is refused.
 */
export async function finishUpload(
  context: Context,
  version: Version,
  finishing: Finishing,
): Promise<Upload> {
  const of = { versionId: version.id, uploadId: finishing.uploadId };
  try {
    return await context.db.transaction(async (db) => {
      const upload = await lockUnfinished({ ...context, db }, of);
      const finisher = new Finisher({ ...context, db }, version, upload);
      return await finisher.finish(finishing.confirmed ?? { removed: 0, changed: 0, added: 0 });
    });
  } catch (error) {
    if (!(error instanceof BadLines)) throw error;
    const { records, for: reason } = error;
    const ended = await context.db.transaction(async (db) => {
      const upload = await lockUnfinished({ ...context, db }, of);
      await quarantineRecords({ ...context, db }, of, records);
      upload.quarantined += records.length;
      const end = { state: 'refused', for: reason } as const;
      return await endUpload({ ...context, db }, version, upload, end);
    });
    demandFewBad(version, ended);
    return ended;
  }
}

/** Ends a snapshot that waits, and applies nothing of it. Refuses with `upload-ended`. */
export async function refuseWaiting(
  context: Context,
  version: Version,
  uploadId: string,
): Promise<Upload> {
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const upload = await selectUpload(db, { versionId: version.id, id: uploadId, lock: true });
    if (upload?.state !== 'waiting') throw new Refusal('upload-ended', { state: upload?.state });
    return await endUpload(inside, version, upload, { state: 'refused', for: 'decision' });
  });
}

async function lockUnfinished(
  { db }: Context,
  { versionId, uploadId: id }: { versionId: number; uploadId: string },
): Promise<Upload> {
  const upload = await selectUpload(db, { versionId, id, lock: true });
  if (!upload || upload.state === 'complete' || upload.state === 'refused') {
    throw new Refusal('upload-elsewhere');
  }
  return upload;
}

class Finisher {
  private readonly context: Context;
  private readonly version: Version;
  private readonly upload: Upload;
  private readonly of: { versionId: number; uploadId: string };
  private readonly reader: RecordReader;

  constructor(context: Context, version: Version, upload: Upload) {
    this.context = context;
    this.version = version;
    this.upload = upload;
    this.of = { versionId: version.id, uploadId: upload.id };
    this.reader = new RecordReader(version, context);
  }

  async finish(confirmed: Confirmed): Promise<Upload> {
    const { upload } = this;
    if (!isSpooled(upload)) return await this.end({ state: 'complete' });
    if (upload.allOrNothing && upload.quarantined > 0)
      return await this.end({ state: 'refused', for: 'bad-line' });
    const head = await lockHead(this.context.db, this.version);
    const removing = upload.mode === 'snapshot' && upload.quarantined === 0;
    if (upload.mode === 'snapshot') {
      const { version, reader } = this;
      const guarded = { snapshot: this.snapshot(), held: head.records, removing, confirmed };
      const asking = await guardSnapshot(this.context, { version, reader }, guarded);
      Object.assign(upload, asking ?? { removed: 0, changed: 0, added: 0, sample: null });
      if (asking) return await this.end({ state: 'waiting' });
    }
    await this.applyLines(head);
    if (removing && upload.quarantined === 0) await this.removeMissing(head);
    return await this.end({ state: 'complete' });
  }

  async end(end: UploadEnd): Promise<Upload> {
    return await endUpload(this.context, this.version, this.upload, end);
  }

  private async applyLines(head: Head): Promise<void> {
    const { db, keys } = this.context;
    for (let after = 0; ; ) {
      const spooled = await selectSpooled(db, { ...this.of, after });
      if (!spooled) return;
      after = spooled.firstLine;
      const lines = JSON.parse(keys.decrypt(spooled.lines)) as { line: number; text: string }[];
      await this.applyBatch(head, lines);
    }
  }

  private async applyBatch(head: Head, lines: readonly { line: number; text: string }[]) {
    const good: { line: number; text: string; record: ReadRecord }[] = [];
    const bad: RefusedRecord[] = [];
    for (const { line, text } of lines) {
      const reading = readLine(this.reader, { number: line, text }, this.upload.mode);
      if ('record' in reading) good.push({ line, text, record: reading.record });
      else bad.push({ line, text, problems: reading.problems });
    }
    const records = good.map(({ record }) => record);
    const applied = await applyRecords(this.context, this.application(head), records);
    for (const [index, { outcome }] of applied.entries()) {
      const one = good[index];
      if (!one) continue;
      if (outcome === 'unchanged') this.upload.unchanged += 1;
      else if (outcome === 'late' || outcome === 'changed-meanwhile') this.upload.late += 1;
      else if (outcome !== 'version-repeated') this.upload.stored += 1;
      else bad.push({ ...one, problems: [{ path: '', code: 'version-repeated' }] });
      if (this.upload.mode !== 'snapshot') continue;
      if (outcome === 'changed' || outcome === 'corrected') this.upload.changed += 1;
      else if (outcome === 'new') this.upload.added += 1;
    }
    await this.refuse(bad);
  }

  private application(head: Head) {
    return { version: this.version, head, asOf: this.upload.takenAt ?? undefined };
  }

  private async refuse(bad: readonly RefusedRecord[]): Promise<void> {
    const [first] = bad;
    if (!first) return;
    if (this.upload.allOrNothing) throw new BadLines([first], 'bad-line');
    await quarantineRecords(this.context, this.of, bad);
    this.upload.quarantined += bad.length;
    if (hasTooManyBad(this.upload)) throw new BadLines(bad, 'too-many-bad');
  }

  /** What was removed leaves the pages, so each time the first one is what is left. */
  private async removeMissing(head: Head): Promise<void> {
    for (;;) {
      const page = await selectMissing(this.context.db, this.snapshot(), REMOVED_BATCH);
      const deletions = page.map((row) => this.deletionOf(row));
      const applied = await applyRecords(this.context, this.application(head), deletions);
      if (applied.some(({ outcome }) => outcome !== 'deleted')) {
        throw new Error('A record that a snapshot lacks was not removed.');
      }
      this.upload.removed += page.length;
      if (page.length < REMOVED_BATCH) return;
    }
  }

  private deletionOf(row: MissingRow): ReadRecord {
    const { key, recordVersion } = this.version.definition;
    const record = JSON.parse(openRecord(this.context.keys, row)) as Record<string, unknown>;
    const named = recordVersion ? [...key, recordVersion] : key;
    const reading = this.reader.readDeletion(
      Object.fromEntries(named.map((name) => [name, record[name]])),
    );
    if (!('record' in reading)) throw new Error('A held record cannot be read.');
    // A snapshot states no versions: it removes whatever version is held.
    return { ...reading.record, recordVersion: null };
  }

  private snapshot() {
    const isVersioned = this.version.definition.recordVersion !== undefined;
    return { ...this.of, takenAt: this.upload.takenAt, isVersioned };
  }
}
