import type { Day } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { statedRelief } from '../catalogue.ts';
import type { Definition } from '../definitions/definition.ts';
import { isDefinitionText, writtenDefinition } from '../definitions/definition-text.ts';
import { planDefinition, publishDefinitions } from '../definitions/publish-definitions.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';
import {
  type PublishedDefinition,
  readPublishedDefinitions,
  statedDefinition,
} from '../definitions/sql/read-published-definitions.ts';
import type { Relief } from '../instruction.ts';
import { readRelief } from '../relief-text.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { writtenRelief } from '../text/written-relief.ts';
import type { VersionPlan } from './plan-versions.ts';
import { type PublishedChange, planRelief, publishReliefs } from './publish-reliefs.ts';

/** What the text of a draft would publish now. */
export type Publication = PublicationCore &
  ({ kind: 'relief'; relief: Relief } | { kind: 'definition'; definition: Definition });

interface PublicationCore {
  code: string;
  /** Organisations that pay for it; null when facts decide who does, or when it is everybody's. */
  payers: readonly string[] | null;
  /** Days from which something is otherwise: the first days and the ends of versions. */
  days: readonly Day[];
  /** False when everything is published like this already. */
  changes: boolean;
  publish(draftId: string): Promise<PublishedChange>;
}

/** The name that problems of a draft's text give to their file. */
const FILE = 'draft';

/**
 * Reads the text of a draft against what is published. Refuses `relief-files-invalid` with all
 * problems, and as `publishReliefs` does.
 */
export async function readPublication(context: Context, text: string): Promise<Publication> {
  const known = await readPublishedDefinitions(context.db);
  return isDefinitionText(text)
    ? await definitionPublication(context, text, known)
    : await reliefPublication(context, text, known);
}

async function reliefPublication(
  context: Context,
  text: string,
  known: readonly Definition[],
): Promise<Publication> {
  const reading = readRelief({ file: FILE, text }, await readClassifiers(context), known);
  if (!reading.ok) throw new Refusal('relief-files-invalid', { problems: reading.problems });
  const { relief } = reading.read;
  const { code } = relief;
  const [published] = await readPublishedReliefs(context.db, code);
  const plan = planRelief(context, relief, published);
  const written = canonicalJson(writtenRelief(relief));
  return {
    ...{ kind: 'relief', relief, code, payers: payersOf(relief), days: daysOf(relief, plan) },
    changes: !published || canonicalJson(writtenRelief(statedRelief(published))) !== written,
    publish: async (draftId) => {
      return changeAmong(await publishReliefs(context, [relief], draftId), code);
    },
  };
}

async function definitionPublication(
  context: Context,
  text: string,
  known: readonly PublishedDefinition[],
): Promise<Publication> {
  const files = [{ file: FILE, text }];
  const { definitions, problems } = readDefinitions(files, await readClassifiers(context), known);
  const [definition] = definitions;
  if (!definition || problems.length > 0) throw new Refusal('relief-files-invalid', { problems });
  const { code } = definition;
  const published = known.find((one) => one.code === code);
  const plan = planDefinition(context, definition, published);
  const written = canonicalJson(writtenDefinition(definition));
  return {
    ...{ kind: 'definition', definition, code, payers: null, days: daysOf(definition, plan) },
    changes:
      !published || canonicalJson(writtenDefinition(statedDefinition(published))) !== written,
    publish: async (draftId) => {
      return changeAmong(await publishDefinitions(context, [definition], draftId), code);
    },
  };
}

function daysOf({ versions }: { versions: { from: Day }[] }, plan: VersionPlan): Day[] {
  const begins = plan.added.flatMap((position) => versions[position]?.from ?? []);
  return [...begins, ...plan.ended.map(({ to }) => to)];
}

function changeAmong(changes: readonly PublishedChange[], code: string): PublishedChange {
  return changes[0] ?? { code, versionsAdded: [], versionsEnded: [] };
}

/** Every organisation that the relief, or a share of it, names as the one that pays. */
function payersOf({ grantor, versions }: Relief): string[] | null {
  const shares = versions.flatMap((version) => version.shares ?? []);
  const grantors = [grantor, ...shares.map((share) => share.grantor)];
  const named = grantors.filter((one) => typeof one === 'string');
  return named.length === grantors.length ? [...new Set(named)] : null;
}
