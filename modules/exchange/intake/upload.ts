import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FileKind } from '../../../platform/files/file-form.ts';
import type { VersionName } from '../version.ts';
import type { ChangeSample } from './change-sample.ts';
import type { UploadMode } from './read-change.ts';
import type { RefusedFor } from './refused-for.ts';

/** How an upload was begun. */
export interface UploadOptions {
  /** What the lines are read from: their numbers mean something there alone. */
  kind: FileKind;
  mode: UploadMode;
  /** Nothing is applied when one line is bad. */
  allOrNothing: boolean;
  /** When a snapshot was taken at its source; null for changes. */
  takenAt: Date | null;
}

/** A stream of lines that a sender names, and how far it has come. */
export interface Upload extends UploadOptions {
  id: string;
  /**
   * open: lines are awaited, from the one after `lastLine`. complete: everything is applied. refused: no
   * more is taken; what waited for the end of the upload is not applied then. waiting: its snapshot would
   * remove, change or add so many records that somebody must confirm.
   */
  state: 'open' | 'complete' | 'refused' | 'waiting';
  refusedFor: RefusedFor | null;
  lastLine: number;
  stored: number;
  unchanged: number;
  late: number;
  quarantined: number;
  /** Held records that a snapshot removed and changed, and those it added; while it waits: would. */
  removed: number;
  changed: number;
  added: number;
  /** While it waits: in which fields some of those differ that it would change. */
  sample: ChangeSample | null;
  /** Of the lines up to the last one, encrypted (`KeptLines`); null where that is not known. */
  keptSum: Buffer | null;
}

const QUARANTINED_MAX = 10_000;

/** Whether more was refused than anybody mends by hand. */
export function hasTooManyBad({ quarantined }: Pick<Upload, 'quarantined'>): boolean {
  return quarantined > QUARANTINED_MAX;
}

/** Refuses with `upload-too-many-bad` an upload that ended by that; tells where the reasons are. */
export function demandFewBad({ code, version }: VersionName, upload: Upload): void {
  if (upload.refusedFor !== 'too-many-bad') return;
  const { lastLine, stored, quarantined } = upload;
  const quarantine = `/exchange/v1/data-sets/${code}/${version}/quarantine`;
  throw new Refusal('upload-too-many-bad', { lastLine, stored, quarantined, quarantine });
}

/** Whether lines are kept aside and applied at the end, together. */
export function isSpooled({
  mode,
  allOrNothing,
}: Pick<UploadOptions, 'mode' | 'allOrNothing'>): boolean {
  return allOrNothing || mode === 'snapshot';
}
