import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { planVersions, type VersionPlan } from '../publishing/plan-versions.ts';
import { changeOf, isChange, type PublishedChange } from '../publishing/publish-reliefs.ts';
import type { Definition } from './definition.ts';
import { definitionDigest } from './definition-digest.ts';
import { addDefinitionVersions } from './sql/add-definition-versions.ts';
import { endDefinitionVersions } from './sql/end-definition-versions.ts';
import {
  type PublishedDefinition,
  readPublishedDefinitions,
} from './sql/read-published-definitions.ts';
import { upsertDefinitions } from './sql/upsert-definitions.ts';

/**
 * Publishes definitions inside the caller's transaction, which holds the lock of the reliefs, by the
 * rules by which reliefs are published. Refuses as `publishReliefs` does.
 */
export async function publishDefinitions(
  context: Context,
  definitions: readonly Definition[],
  draftId: string | null,
): Promise<PublishedChange[]> {
  const { db, clock, ids } = context;
  const known = new Map((await readPublishedDefinitions(db)).map((one) => [one.code, one]));
  const plans = definitions.map((definition) => {
    const published = known.get(definition.code);
    const plan = planDefinition(context, definition, published);
    return { id: published?.definitionId ?? ids.next(), definition, published, ...plan };
  });
  const renewed = new Set(await upsertDefinitions(db, plans));
  const ends = plans.flatMap(({ published, ended }) =>
    ended.map(({ version, to }) => ({ id: published?.versionIds[version - 1] ?? '', to })),
  );
  await endDefinitionVersions(db, ends);
  const additions = plans.flatMap(({ id: definitionId, definition, added }) =>
    added.flatMap((position) => {
      const stated = definition.versions[position];
      if (!stated) return [];
      const digest = definitionDigest(stated);
      return [{ id: ids.next(), definitionId, version: position + 1, stated, digest }];
    }),
  );
  await addDefinitionVersions(db, additions, { publishedAt: clock.now(), draftId });
  return plans
    .map(({ definition: { code }, added, ended }) => changeOf(code, { added, ended }))
    .filter((change) => renewed.has(change.code) || isChange(change));
}

/** What publishing a definition would do to the published one; refuses as `publishReliefs` does. */
export function planDefinition(
  { clock }: Pick<Context, 'clock'>,
  definition: Definition,
  published?: PublishedDefinition,
): VersionPlan {
  const marksOf = ({ versions }: Definition) =>
    versions.map((stated) => ({ to: stated.to, digest: definitionDigest(stated) }));
  const named = { definition: definition.code };
  const today = rigaDay(clock.now());
  return planVersions(marksOf(definition), published ? marksOf(published) : [], { today, named });
}
