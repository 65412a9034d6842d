import type { FoundRecord } from '../held/find-held.ts';
import type { PlainRecord } from './map-record.ts';

/**
 * A source of a virtual data set, as it is read: its own fields, before they are mapped. What goes wrong
 * is a `SourceFault`.
 */
export interface OpenSource {
  /** The records of each key, which are keys of the source. */
  find(keys: readonly PlainRecord[]): Promise<FoundRecord[][]>;
  /** All records. The caller ends it (`return`) when it goes on with it no more. */
  pages(): AsyncGenerator<PlainRecord[]>;
}
