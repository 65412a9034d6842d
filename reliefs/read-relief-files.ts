import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Classifiers } from '../modules/classifiers/index.ts';
import { makeDefinitions } from '../modules/reliefs/definitions/resolve-definitions.ts';
import type { Relief } from '../modules/reliefs/instruction.ts';
import { type ReliefFile, readReliefs } from '../modules/reliefs/relief-text.ts';
import { problemText } from '../modules/reliefs/text/relief-problem.ts';

const FOLDER = new URL('./', import.meta.url);

/** The reliefs of a folder, with the definitions of its `definitions/` put into them. */
export function readReliefFiles(classifiers: Classifiers, folder = FOLDER): Relief[] {
  return readReliefTexts([...reliefTexts(folder), ...definitionTexts(folder)], classifiers);
}

/** Texts of reliefs and definitions, read as the platform reads them. Throws with every problem. */
export function readReliefTexts(files: readonly ReliefFile[], classifiers: Classifiers): Relief[] {
  const { reliefs, definitions, problems } = readReliefs(files, classifiers);
  if (problems.length > 0)
    throw new Error(problems.map((one) => problemText(one, 'en')).join('\n'));
  const { resolve } = makeDefinitions(definitions);
  return reliefs.map(({ relief }) => ({ ...relief, versions: relief.versions.map(resolve) }));
}

export function definitionTexts(folder = FOLDER): ReliefFile[] {
  return reliefTexts(new URL('definitions/', folder));
}

export function reliefTexts(folder: URL): ReliefFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));
}
