import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { noteDone, readDone } from '../../platform/database/completed-steps.ts';
import { askedKindsOf, type CatalogueRelief, settingOfRelief } from '../reliefs/index.ts';
import type { Grounds } from './grounds.ts';

/** What is published, and means, what entitlements were last recomputed for. */
const Followed = z.strictObject({
  /** The marks of the whole catalogue, of the classifiers and of the organisations. */
  mark: z.string(),
  /** A digest of each relief by its id, with all that decides it put in: `reliefDigest`. */
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
  { mark, grounds }: { mark: string; grounds: Grounds },
): Promise<void> {
  const digests = Object.fromEntries(
    grounds.reliefs.map((one) => [one.reliefId, reliefDigest(one, grounds)]),
  );
  const followed: Followed = { mark, digests };
  await noteDone(context, { name: STEP, fingerprint: JSON.stringify(followed) });
}

/**
 * The reliefs that are new, or that say of anybody's entitlements something else than then: also because
 * a register that has fallen silent, or speaks again, changes what it means that it states nothing, or
 * because a code that they name stands for others now, or will.
 */
export function changedSince({ digests }: Followed, grounds: Grounds): CatalogueRelief[] {
  return grounds.reliefs.filter((one) => digests[one.reliefId] !== reliefDigest(one, grounds));
}

/** Beside its text: what it means that its facts are absent, what its codes stand for, who its payers are. */
function reliefDigest(relief: CatalogueRelief, grounds: Grounds): string {
  const { concepts } = grounds;
  const { facts, related } = askedKindsOf(relief);
  const asked = new Set([...facts, ...[...related.values()].flatMap((one) => [...one.facts])]);
  const absent = [...asked].sort().map((kind) => [kind, concepts.factKind(kind)?.absent ?? null]);
  const setting = settingOfRelief(relief, grounds);
  const text = JSON.stringify([relief.grantor, relief.versions, absent, setting]);
  return createHash('sha256').update(text).digest('base64url');
}
