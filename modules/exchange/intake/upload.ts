import type { FileKind } from '../../../platform/files/file-form.ts';
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
   * nothing of it is. waiting: its snapshot would remove so many records that somebody must confirm.
   */
  state: 'open' | 'complete' | 'refused' | 'waiting';
  lastLine: number;
  stored: number;
  unchanged: number;
  late: number;
  quarantined: number;
  removed: number;
  /** Of its content, once it came to its end in one stream: keyed. */
  contentSum: Buffer | null;
}

/** Whether lines are kept aside and applied at the end, together. */
export function isSpooled({
  mode,
  allOrNothing,
}: Pick<UploadOptions, 'mode' | 'allOrNothing'>): boolean {
  return allOrNothing || mode === 'snapshot';
}
