import { v7 } from 'uuid';

/** Makes the ids of rows: UUIDv7 (RFC 9562), so that new rows land at the end of every index. */
export interface Ids {
  next(): string;
}

export const uuidv7Ids: Ids = { next: () => v7() };
