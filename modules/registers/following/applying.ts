import type { Meaning } from '../mapping/meaning.ts';
import type { ChangeBook } from './change-book.ts';
import type { FollowedRegister } from './followed-register.ts';

/** What came of some records. */
export interface RecordsApplied {
  records: number;
  faulty: number;
  facts: { added: number; superseded: number };
  /** Rows of persons, relations, households and organisations that were written. */
  otherRows: number;
  /** Records that wait for somebody who is not known yet. */
  waiting: number;
  /** Keyed hashes of the codes of persons who are known only now. */
  newlyKnown: Buffer[];
}

export function nothingApplied(): RecordsApplied {
  return {
    records: 0,
    faulty: 0,
    facts: { added: 0, superseded: 0 },
    otherRows: 0,
    waiting: 0,
    newlyKnown: [],
  };
}

/** A record with what it means, or that it is there no more. */
export interface ReadRecord {
  position: number;
  keyHash: Buffer;
  meaning: Meaning | null;
  /** Of whom it is, where it is there no more. */
  key: Record<string, unknown>;
}

/** Records of one register on their way, and what comes of them. */
export interface Applying {
  register: FollowedRegister;
  records: readonly ReadRecord[];
  book: ChangeBook;
  applied: RecordsApplied;
}
