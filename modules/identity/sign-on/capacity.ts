import type { Context } from '../../../platform/context.ts';
import { findProfile } from '../mandates/list-profiles.ts';
import type { Profile } from '../mandates/mandate.ts';
import { grantHashOf } from './artifact-adapter.ts';
import { insertCapacity } from './sql/insert-capacity.ts';
import { selectCapacity } from './sql/select-capacity.ts';

/** A client that asks for it is told for whom the person acts, whom the person chooses each time. */
export const CAPACITY = 'capacity';

/** Keeps for whom the person of a grant acts; nothing when it is for themselves. */
export async function keepCapacity(
  context: Pick<Context, 'db' | 'keys' | 'clock'>,
  grantId: string,
  { personId, representedId }: { personId: string; representedId: string },
): Promise<void> {
  if (representedId === personId) return;
  const grantHash = grantHashOf(context.keys, grantId);
  await insertCapacity(context.db, { grantHash, representedId, now: context.clock.now() });
}

/**
 * For whom the person of a grant acts: `self`, or a profile that holds today. Undefined: no longer; what
 * was granted for it opens nothing any more.
 */
export async function findCapacity(
  context: Pick<Context, 'db' | 'keys' | 'clock'>,
  { personId, grantId }: { personId: string; grantId: string | undefined },
): Promise<'self' | Profile | undefined> {
  if (grantId === undefined) return 'self';
  const representedId = await selectCapacity(context.db, grantHashOf(context.keys, grantId));
  if (representedId === undefined) return 'self';
  return await findProfile(context, { personId, representedId });
}
