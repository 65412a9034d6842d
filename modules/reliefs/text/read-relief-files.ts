import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReliefFile } from '../relief-text.ts';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * All files of the folder `reliefs/`, in the order of their names, and before them the definitions
 * of `reliefs/definitions/`; paths are from the project.
 */
export function readReliefFiles(): ReliefFile[] {
  return [...filesIn('reliefs/definitions'), ...filesIn('reliefs')];
}

function filesIn(folder: string): ReliefFile[] {
  return readdirSync(join(PROJECT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({
      file: `${folder}/${name}`,
      text: readFileSync(join(PROJECT, folder, name), 'utf8'),
    }));
}

/** The table of cases of a relief's file, when there is one. */
export function findCases(file: string): string | undefined {
  const path = join(PROJECT, 'reliefs/cases', `${basename(file, '.yaml')}.md`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
