import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { CatalogueRelief } from '../catalogue.ts';
import type { Relief } from '../instruction.ts';
import { addInstructions, type NewInstruction } from '../sql/add-instructions.ts';
import { endInstructions } from '../sql/end-instructions.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import { upsertReliefs } from '../sql/upsert-reliefs.ts';
import { instructionDigest } from '../text/instruction-digest.ts';

/** What publishing did to one relief. Reliefs that stand as they stood are not among them. */
export interface PublishedRelief {
  code: string;
  versionsAdded: number[];
  versionsEnded: { version: number; to: Day }[];
}

interface Plan extends PublishedRelief {
  id: string;
  relief: Relief;
  additions: NewInstruction[];
  ends: { instructionId: string; to: Day }[];
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
): Promise<PublishedRelief[]> {
  const { db, clock } = context;
  const published = new Map((await readPublishedReliefs(db)).map((one) => [one.code, one]));
  const plans = reliefs.map((relief) => planRelief(context, relief, published.get(relief.code)));
  const renewed = await upsertReliefs(db, plans);
  await endInstructions(
    db,
    plans.flatMap(({ ends }) => ends),
  );
  const additions = plans.flatMap((one) => one.additions);
  await addInstructions(db, additions, { publishedAt: clock.now(), draftId });
  const renewedCodes = new Set(renewed.map(({ code }) => code));
  return plans
    .filter(({ code, additions: added, ends }) => {
      return renewedCodes.has(code) || added.length > 0 || ends.length > 0;
    })
    .map(({ code, versionsAdded, versionsEnded }) => ({ code, versionsAdded, versionsEnded }));
}

/** What publishing a relief would do to the published one; refuses as `publishReliefs` does. */
export function planRelief(
  { ids, clock }: Pick<Context, 'ids' | 'clock'>,
  relief: Relief,
  published?: CatalogueRelief,
): Plan {
  const id = published?.reliefId ?? ids.next();
  const made: Plan = {
    id,
    relief,
    code: relief.code,
    versionsAdded: [],
    versionsEnded: [],
    additions: [],
    ends: [],
  };
  const known = published?.versions ?? [];
  if (published && known.length > relief.versions.length) {
    const version = relief.versions.length + 1;
    throw new Refusal('published-version-missing', { relief: relief.code, version });
  }
  relief.versions.forEach((instruction, position) => {
    const version = position + 1;
    const digest = instructionDigest(relief.grantor, instruction);
    const before = known[position];
    if (published && before) {
      if (!instructionDigest(published.grantor, before.instruction).equals(digest)) {
        throw new Refusal('published-version-changed', { relief: relief.code, version });
      }
      planEnd(made, { published, position, today: rigaDay(clock.now()) });
      return;
    }
    made.versionsAdded.push(version);
    made.additions.push({ id: ids.next(), reliefId: id, version, instruction, digest });
  });
  return made;
}

/** An open version may end when the next one is added with it, or from today on. */
function planEnd(
  made: Plan,
  { published, position, today }: { published: CatalogueRelief; position: number; today: Day },
): void {
  const before = published.versions[position];
  const { to } = made.relief.versions[position] ?? {};
  if (!before || before.instruction.to === to) return;
  const isReplaced =
    position === published.versions.length - 1 && made.relief.versions[position + 1];
  if (before.instruction.to !== undefined || to === undefined || !(isReplaced || to >= today)) {
    const details = { relief: made.code, version: position + 1 };
    throw new Refusal('published-end-changed', details);
  }
  made.versionsEnded.push({ version: position + 1, to });
  made.ends.push({ instructionId: before.instructionId, to });
}
