import { readdirSync, readFileSync } from 'node:fs';
import type { Classifiers } from '../modules/classifiers/index.ts';
import type { Relief } from '../modules/reliefs/instruction.ts';
import { readReliefs } from '../modules/reliefs/relief-text.ts';
import { problemText } from '../modules/reliefs/text/relief-problem.ts';

const FOLDER = new URL('./', import.meta.url);

/** The reliefs of this folder, read as the platform reads them. Throws with every problem. */
export function readReliefFiles(classifiers: Classifiers): Relief[] {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }));
  const { reliefs, problems } = readReliefs(files, classifiers);
  if (problems.length > 0)
    throw new Error(problems.map((one) => problemText(one, 'en')).join('\n'));
  return reliefs.map(({ relief }) => relief);
}
