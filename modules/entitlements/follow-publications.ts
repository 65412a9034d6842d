import type { Context } from '../../platform/context.ts';
import { changedSince, noteFollowed, readFollowed } from './followed.ts';
import { groundsMark, readGrounds } from './grounds.ts';
import { type Recomputed, recomputeEntitlements } from './recompute-entitlements.ts';
import { recomputeReliefs } from './recompute-reliefs.ts';
import { lockRecompute } from './sql/lock-recompute.ts';

const NOBODY: Recomputed = { persons: 0, added: 0, superseded: 0 };

/**
 * Recomputes the reliefs that were published, ended, use a definition that was, or ask what a register
 * states that has fallen silent or speaks again, since that was done last; everything, when it never was.
 * How far it is, the log tells. Cut off, it begins again at its next turn.
 */
export async function followPublications(context: Context): Promise<Recomputed> {
  const before = await readFollowed(context);
  if (!before) return await recomputeEntitlements(context);
  if (before.mark === (await groundsMark(context))) return NOBODY;
  return await context.db.transaction(async (db) => {
    await lockRecompute(db, 'all');
    // Another one may have followed while this one waited.
    const followed = (await readFollowed(context)) ?? before;
    const mark = await groundsMark(context);
    const grounds = await readGrounds(context);
    const reliefs = changedSince(followed, grounds);
    const recomputed =
      reliefs.length > 0 ? await recomputeReliefs(context, { ...grounds, reliefs }) : NOBODY;
    await noteFollowed(context, { mark, grounds });
    return recomputed;
  });
}
