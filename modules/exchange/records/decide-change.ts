import type { ReadRecord } from './record-reader.ts';

/** What is held under a key. `contentHash` null: it was deleted. */
export interface HeldRecord {
  /** Latin1. */
  contentHash: string | null;
  recordVersion: number | null;
  validFrom: number | null;
}

/** `erased`: content that was known once and is no more; no sender causes it. */
export type ChangeKind = 'new' | 'changed' | 'corrected' | 'deleted' | 'erased';
export type Decision = Exclude<ChangeKind, 'erased'> | 'unchanged' | 'late' | 'version-repeated';

/**
 * What becomes of a record that comes, beside what is held. The rule, in its order:
 *
 * - Where the sender states versions of its records: an older one than the held is late and changes
 *   nothing; other content under the same version is refused; a deletion holds for its version too.
 * - The same content again changes nothing, however often it comes.
 * - Where it states none, what comes last is what holds.
 * - Other content that holds since a day not later than that of the held one is a correction of what
 *   was said before; from a later day, it is news.
 */
export function decideChange(
  held: HeldRecord | undefined,
  given: Pick<ReadRecord, 'contentHash' | 'recordVersion' | 'validFrom'>,
): Decision {
  const { contentHash, recordVersion } = given;
  if (!held) {
    if (contentHash) return 'new';
    // Remembered where versions are stated: what it deletes may still be on its way.
    return recordVersion === null ? 'unchanged' : 'deleted';
  }
  const order = recordVersion === null ? 1 : recordVersion - (held.recordVersion ?? -Infinity);
  if (order < 0) return 'late';
  if (!contentHash) {
    const later = recordVersion !== null && order > 0;
    return held.contentHash || later ? 'deleted' : 'unchanged';
  }
  if (!held.contentHash) return order > 0 ? 'new' : 'late';
  if (contentHash === held.contentHash) return 'unchanged';
  if (order === 0) return 'version-repeated';
  const corrects = given.validFrom !== null && given.validFrom <= (held.validFrom ?? -Infinity);
  return corrects ? 'corrected' : 'changed';
}
