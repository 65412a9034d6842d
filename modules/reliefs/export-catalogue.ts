import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { statedRelief } from './catalogue.ts';
import { reliefText } from './export-relief.ts';
import { readCatalogue } from './read-catalogue.ts';
import type { ReliefFile } from './relief-text.ts';
import { writtenRelief } from './text/written-relief.ts';

/** All published reliefs with all versions, as the files that a folder of reliefs has. */
export async function exportCatalogue(context: Pick<Context, 'db'>): Promise<ReliefFile[]> {
  const reliefs = (await readCatalogue(context)).map(statedRelief);
  return reliefs.map((relief) => ({
    file: `${relief.code.toLowerCase()}.yaml`,
    text: reliefText(relief),
  }));
}

/** The same as one JSON document: `{ reliefs: [ … ] }`, each as its file states it. */
export async function exportCatalogueJson(context: Pick<Context, 'db'>): Promise<string> {
  const reliefs = (await readCatalogue(context)).map(statedRelief).map(writtenRelief);
  return `${JSON.stringify({ reliefs }, null, 2)}\n`;
}

/**
 * The reliefs of a JSON document as files, `catalogue.json#CODE`, whose lines count from the relief.
 * Refuses `catalogue-malformed`.
 */
export function filesOfCatalogue({ file, text }: ReliefFile): ReliefFile[] {
  return reliefsIn(text).map((relief, position) => {
    const { code } = (relief ?? {}) as { code?: unknown };
    const name = typeof code === 'string' ? code : position + 1;
    return { file: `${file}#${name}`, text: JSON.stringify(relief, null, 2) };
  });
}

function reliefsIn(text: string): unknown[] {
  try {
    const { reliefs } = (JSON.parse(text) ?? {}) as { reliefs?: unknown };
    if (Array.isArray(reliefs)) return reliefs;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Refusal('catalogue-malformed');
}
