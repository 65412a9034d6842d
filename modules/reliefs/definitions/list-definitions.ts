import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { Relief } from '../instruction.ts';
import type { Draft } from '../publishing/draft.ts';
import { selectDrafts } from '../publishing/sql/select-drafts.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import { readPlaced } from '../text/read-placed.ts';
import { definitionsNamed } from './check-definition-use.ts';
import { conditionsOf } from './condition-walk.ts';
import { Definition } from './definition.ts';
import { isDefinitionText } from './definition-text.ts';
import { readPublishedDefinitions, statedDefinition } from './sql/read-published-definitions.ts';

/** Who uses a definition: itself, or by another definition that does. */
export interface DefinitionUse {
  /** Codes of published definitions. */
  definitions: string[];
  /** Published reliefs, with the numbers of the versions that do. */
  reliefs: { code: string; versions: number[] }[];
  /** Drafts that are neither published nor rejected. */
  drafts: Pick<Draft, 'id' | 'kind' | 'code' | 'organisation'>[];
}

const DRAFTS_MAX = 500;

/** All published definitions, in the order of their codes. */
export async function listDefinitions({ db }: Pick<Context, 'db'>): Promise<Definition[]> {
  return (await readPublishedDefinitions(db)).map(statedDefinition);
}

/** One published definition and who uses it. Refuses `definition-not-published`. */
export async function describeDefinition(
  context: Pick<Context, 'db'>,
  code: string,
): Promise<{ definition: Definition; use: DefinitionUse }> {
  const definitions = await listDefinitions(context);
  const definition = definitions.find((one) => one.code === code);
  if (!definition) throw new Refusal('definition-not-published', { definition: code });
  return { definition, use: await usesOf(context, code, definitions) };
}

/** Who uses a definition; none when it is not published and no draft names it. */
export async function usesOf(
  { db }: Pick<Context, 'db'>,
  code: string,
  definitions: readonly Definition[],
): Promise<DefinitionUse> {
  const using = usersAmong(definitions, code);
  const reliefs = (await readPublishedReliefs(db)).flatMap((relief) => {
    const versions = relief.versions
      .filter(({ instruction }) => namesAny(conditionsOf(instruction, []), using))
      .map(({ version }) => version);
    return versions.length > 0 ? [{ code: relief.code, versions }] : [];
  });
  const open = await selectDrafts(db, { statuses: ['draft', 'reviewed'], limit: DRAFTS_MAX });
  const drafts = open
    .filter(({ text }) => draftNames(text, using))
    .map(({ id, kind, code: ofDraft, organisation }) => {
      return { id, kind, code: ofDraft, organisation };
    });
  using.delete(code);
  return { definitions: [...using].sort(), reliefs, drafts };
}

/** A definition and all that name it, by whatever way. */
function usersAmong(definitions: readonly Definition[], code: string): Set<string> {
  const using = new Set([code]);
  for (let before = 0; before < using.size; ) {
    before = using.size;
    for (const { code: one, versions } of definitions) {
      const named = versions.flatMap(({ condition }) => [...definitionsNamed(condition)]);
      if (named.some((name) => using.has(name))) using.add(one);
    }
  }
  return using;
}

function namesAny(places: Iterable<{ condition: object }>, codes: ReadonlySet<string>): boolean {
  for (const { condition } of places) {
    if ('definition' in condition && codes.has(String(condition.definition))) return true;
  }
  return false;
}

function draftNames(text: string, codes: ReadonlySet<string>): boolean {
  const file = { file: 'draft', text };
  if (isDefinitionText(text)) {
    const reading = readPlaced(file, Definition);
    const versions = reading.ok ? reading.value.versions : [];
    const named = versions.flatMap(({ condition }) => [...definitionsNamed(condition)]);
    return named.some((name) => codes.has(name));
  }
  const reading = readPlaced(file, Relief);
  const versions = reading.ok ? reading.value.versions : [];
  return versions.some((version) => namesAny(conditionsOf(version, []), codes));
}
