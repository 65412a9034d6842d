import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { noteDone, readDone } from '../../platform/database/completed-steps.ts';
import type { CatalogueRelief } from '../reliefs/index.ts';

/** What is published that entitlements were last recomputed for. */
const Followed = z.strictObject({
  /** The mark of the whole catalogue. */
  mark: z.string(),
  /** A digest of each relief by its id, with the definitions that it uses put in. */
  digests: z.record(z.string(), z.string()),
});
type Followed = z.output<typeof Followed>;

const STEP = 'entitlements.follow-publications';

/** Undefined when nothing was followed yet. */
export async function readFollowed(context: Pick<Context, 'db'>): Promise<Followed | undefined> {
  const noted = await readDone(context, STEP);
  return noted === undefined ? undefined : Followed.parse(JSON.parse(noted));
}

/** Notes it; the mark was read before the reliefs, so that what came in between is seen again. */
export async function noteFollowed(
  context: Context,
  { mark, reliefs }: { mark: string; reliefs: readonly CatalogueRelief[] },
): Promise<void> {
  const digests = Object.fromEntries(reliefs.map((one) => [one.reliefId, reliefDigest(one)]));
  const followed: Followed = { mark, digests };
  await noteDone(context, { name: STEP, fingerprint: JSON.stringify(followed) });
}

/** The reliefs that are new, or that say of anybody's entitlements something else than then. */
export function changedSince(
  { digests }: Followed,
  reliefs: readonly CatalogueRelief[],
): CatalogueRelief[] {
  return reliefs.filter((one) => digests[one.reliefId] !== reliefDigest(one));
}

function reliefDigest({ grantor, versions }: CatalogueRelief): string {
  const text = JSON.stringify([grantor, versions]);
  return createHash('sha256').update(text).digest('base64url');
}
