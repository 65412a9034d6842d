import type { Context } from '../../platform/context.ts';
import { createAccessKey, type NewAccessKey } from './create-access-key.ts';
import { endAccessKeys } from './sql/end-access-keys.ts';

/** Long enough to set a new key in every cash desk of a chain; short enough to be done soon. */
const OVERLAP_MS = 7 * 86_400_000;

/**
 * Makes a new access key and lets the present ones of the IDS live on for the overlap, so that the
 * provider's systems can change over without a pause. Refuses with `ids-unknown`.
 */
export async function rotateAccessKey(
  context: Context,
  { idsId, overlapMs = OVERLAP_MS }: { idsId: string; overlapMs?: number },
): Promise<NewAccessKey> {
  return await context.db.transaction(async (db) => {
    const endsAt = new Date(context.clock.now().getTime() + overlapMs);
    await endAccessKeys(db, { idsId, endsAt });
    return await createAccessKey({ ...context, db }, { idsId, expiresAt: null });
  });
}
