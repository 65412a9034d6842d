import type { Context } from '../../platform/context.ts';
import { setUnknownSince } from './sql/set-unknown-since.ts';

/**
 * Notes that what a register does not state is unknown since then, and no longer none: it was silent
 * for too long. Null: it speaks again. Gives the kinds of facts that mean something else now.
 */
export async function noteSilence(
  { db }: Pick<Context, 'db'>,
  register: string,
  unknownSince: Date | null,
): Promise<string[]> {
  return await setUnknownSince(db, register, unknownSince);
}
