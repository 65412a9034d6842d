import { readFileSync } from 'node:fs';
import { type ReliefFile, readReliefFiles } from '../../../../modules/reliefs/index.ts';

/** The files at the paths; without paths, those of the folder `reliefs/`. */
export function readReliefPaths(paths: readonly string[]): ReliefFile[] {
  if (paths.length === 0) return readReliefFiles();
  return paths.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}
