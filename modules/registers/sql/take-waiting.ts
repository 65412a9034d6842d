import type { Database } from '../../../platform/database/database.ts';

export interface TakenWaiting {
  register: string;
  keyHash: Buffer;
}

const TAKE = `
delete from registers.waiting where awaited_hash = any ($1::bytea[])
returning register, key_hash as "keyHash"`;

/** The records that have waited for these persons. */
export async function takeWaiting(
  db: Database,
  awaitedHashes: readonly Buffer[],
): Promise<TakenWaiting[]> {
  return await db.query<TakenWaiting & Record<string, unknown>>({
    name: 'registers-take-waiting',
    text: TAKE,
    values: [awaitedHashes],
  });
}
