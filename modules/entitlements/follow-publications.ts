import type { Context } from '../../platform/context.ts';
import { runOnce } from '../../platform/database/completed-steps.ts';
import { catalogueMark } from '../reliefs/index.ts';
import { recomputeEntitlements } from './recompute-entitlements.ts';

/**
 * Recomputes what all persons are entitled to when something was published since that was done last.
 * Cut off, it begins again at its next turn.
 */
export async function followPublications(context: Context): Promise<void> {
  const fingerprint = await catalogueMark(context);
  const step = { name: 'recompute-entitlements', fingerprint };
  await runOnce(context, step, async () => void (await recomputeEntitlements(context)));
}
