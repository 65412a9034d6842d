import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { statedRelief } from './catalogue.ts';
import { definitionText, writtenDefinition } from './definitions/definition-text.ts';
import { listDefinitions } from './definitions/list-definitions.ts';
import { reliefText } from './export-relief.ts';
import { readCatalogue } from './read-catalogue.ts';
import type { ReliefFile } from './relief-text.ts';
import { writtenRelief } from './text/written-relief.ts';

/**
 * All published reliefs and definitions with all versions, as the files that a folder of reliefs has:
 * definitions in `definitions/`.
 */
export async function exportCatalogue(context: Pick<Context, 'db'>): Promise<ReliefFile[]> {
  const reliefs = (await readCatalogue(context)).map(statedRelief);
  const definitions = await listDefinitions(context);
  return [
    ...definitions.map((definition) => ({
      file: `definitions/${definition.code}.yaml`,
      text: definitionText(definition),
    })),
    ...reliefs.map((relief) => ({
      file: `${relief.code.toLowerCase()}.yaml`,
      text: reliefText(relief),
    })),
  ];
}

/** The same as one JSON document: `{ definitions: [ … ], reliefs: [ … ] }`, as the files state them. */
export async function exportCatalogueJson(context: Pick<Context, 'db'>): Promise<string> {
  const definitions = (await listDefinitions(context)).map(writtenDefinition);
  const reliefs = (await readCatalogue(context)).map(statedRelief).map(writtenRelief);
  return `${JSON.stringify({ definitions, reliefs }, null, 2)}\n`;
}

/**
 * The definitions and reliefs of a JSON document as files, `catalogue.json#CODE`, whose lines count
 * from the one.
 * Refuses `catalogue-malformed`.
 */
export function filesOfCatalogue({ file, text }: ReliefFile): ReliefFile[] {
  return statedIn(text).map((relief, position) => {
    const { code } = (relief ?? {}) as { code?: unknown };
    const name = typeof code === 'string' ? code : position + 1;
    return { file: `${file}#${name}`, text: JSON.stringify(relief, null, 2) };
  });
}

function statedIn(text: string): unknown[] {
  try {
    const { definitions = [], reliefs } = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    if (Array.isArray(definitions) && Array.isArray(reliefs)) return [...definitions, ...reliefs];
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Refusal('catalogue-malformed');
}
