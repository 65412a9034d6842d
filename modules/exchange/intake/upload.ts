import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FileKind } from '../../../platform/files/file-form.ts';
import type { ChangeSample } from './change-sample.ts';
import type { UploadMode } from './read-change.ts';

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
   * open: lines are awaited, from the one after `lastLine`. complete: everything is applied. refused:
   * nothing of it is. waiting: its snapshot would remove or change so many records that somebody must
   * confirm.
   */
  state: 'open' | 'complete' | 'refused' | 'waiting';
  lastLine: number;
  stored: number;
  unchanged: number;
  late: number;
  quarantined: number;
  /** Held records that a snapshot removed and changed; while it waits: would. */
  removed: number;
  changed: number;
  /** While it waits: in which fields some of those differ that it would change. */
  sample: ChangeSample | null;
  /** Of its content, once it came to its end in one stream: keyed. */
  contentSum: Buffer | null;
}

const QUARANTINED_MAX = 10_000;

/** Refuses with `upload-too-many-bad` where more was refused than anybody mends by hand. */
export function demandFewBad({ quarantined }: Pick<Upload, 'quarantined'>): void {
  if (quarantined > QUARANTINED_MAX) throw new Refusal('upload-too-many-bad');
}

/** Whether lines are kept aside and applied at the end, together. */
export function isSpooled({
  mode,
  allOrNothing,
}: Pick<UploadOptions, 'mode' | 'allOrNothing'>): boolean {
  return allOrNothing || mode === 'snapshot';
}
