import type { Day } from '../../../platform/clock/day.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';

/** A version as a text states it, or as it is published. */
export interface VersionMark {
  to: Day | undefined;
  /** Of all that may never change. */
  digest: Buffer;
}

export interface VersionPlan {
  /** Positions, from 0, of the versions that are new. */
  added: number[];
  /** Published versions that end. */
  ended: { version: number; to: Day }[];
}

/**
 * What publishing versions would do to those that are published. Refuses
 * `published-version-changed`, `published-version-missing` and `published-end-changed`.
 *
 * @param named what the refusal says it is about
 */
export function planVersions(
  stated: readonly VersionMark[],
  published: readonly VersionMark[],
  { today, named }: { today: Day; named: Record<string, string> },
): VersionPlan {
  if (published.length > stated.length) {
    throw new Refusal('published-version-missing', { ...named, version: stated.length + 1 });
  }
  const plan: VersionPlan = { added: [], ended: [] };
  stated.forEach(({ to, digest }, position) => {
    const version = position + 1;
    const before = published[position];
    if (!before) {
      plan.added.push(position);
      return;
    }
    if (!before.digest.equals(digest)) {
      throw new Refusal('published-version-changed', { ...named, version });
    }
    if (before.to === to) return;
    // An end may come, or come earlier, from today on; an open version also gives way to the next.
    const isOpen = before.to === undefined;
    const isReplaced = isOpen && version === published.length && stated.length > version;
    const isEarlier = to !== undefined && (before.to === undefined || to < before.to);
    if (!isEarlier || !(isReplaced || to >= today)) {
      throw new Refusal('published-end-changed', { ...named, version });
    }
    plan.ended.push({ version, to });
  });
  return plan;
}
