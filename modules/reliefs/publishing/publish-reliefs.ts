import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { CatalogueRelief } from '../catalogue.ts';
import type { Relief } from '../instruction.ts';
import { addInstructions } from '../sql/add-instructions.ts';
import { endInstructions } from '../sql/end-instructions.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import { upsertReliefs } from '../sql/upsert-reliefs.ts';
import { instructionDigest } from '../text/instruction-digest.ts';
import { planVersions, type VersionPlan } from './plan-versions.ts';

/** What publishing did to a relief or a definition. What stands as it stood is not told. */
export interface PublishedChange {
  code: string;
  versionsAdded: number[];
  versionsEnded: { version: number; to: Day }[];
}

/**
 * Publishes reliefs inside the caller's transaction, which holds the lock of the reliefs. A published
 * version stays as it is; a change is a new version, to which an open one gives way.
 *
 * Refuses `published-version-changed`, `published-version-missing` and `published-end-changed`.
 *
 * @param draftId the draft that they come with; null when the catalogue is filled
 */
export async function publishReliefs(
  context: Context,
  reliefs: readonly Relief[],
  draftId: string | null,
): Promise<PublishedChange[]> {
  const { db, clock, ids } = context;
  const known = new Map((await readPublishedReliefs(db)).map((one) => [one.code, one]));
  const plans = reliefs.map((relief) => {
    const published = known.get(relief.code);
    const plan = planRelief(context, relief, published);
    return { id: published?.reliefId ?? ids.next(), relief, published, ...plan };
  });
  const renewed = new Set((await upsertReliefs(db, plans)).map(({ code }) => code));
  const ends = plans.flatMap(({ published, ended }) =>
    ended.map(({ version, to }) => {
      return { instructionId: published?.versions[version - 1]?.instructionId ?? '', to };
    }),
  );
  await endInstructions(db, ends);
  const additions = plans.flatMap(({ id: reliefId, relief, added }) =>
    added.flatMap((position) => {
      const instruction = relief.versions[position];
      if (!instruction) return [];
      const digest = instructionDigest(relief.grantor, instruction);
      return [{ id: ids.next(), reliefId, version: position + 1, instruction, digest }];
    }),
  );
  await addInstructions(db, additions, { publishedAt: clock.now(), draftId });
  return plans
    .map(({ relief: { code }, added, ended }) => changeOf(code, { added, ended }))
    .filter((change) => renewed.has(change.code) || isChange(change));
}

/** What publishing a relief would do to the published one; refuses as `publishReliefs` does. */
export function planRelief(
  { clock }: Pick<Context, 'clock'>,
  relief: Relief,
  published?: CatalogueRelief,
): VersionPlan {
  const stated = relief.versions.map((instruction) => ({
    to: instruction.to,
    digest: instructionDigest(relief.grantor, instruction),
  }));
  const known = published?.versions.map(({ instruction }) => ({
    to: instruction.to,
    digest: instructionDigest(published.grantor, instruction),
  }));
  const named = { relief: relief.code };
  return planVersions(stated, known ?? [], { today: rigaDay(clock.now()), named });
}

/** What a plan does to what has a code. */
export function changeOf(code: string, { added, ended }: VersionPlan): PublishedChange {
  const versionsAdded = added.map((position) => position + 1);
  return { code, versionsAdded, versionsEnded: ended };
}

export function isChange({ versionsAdded, versionsEnded }: PublishedChange): boolean {
  return versionsAdded.length > 0 || versionsEnded.length > 0;
}
