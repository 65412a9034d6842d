import { readFileSync } from 'node:fs';
import {
  filesOfCatalogue,
  type ReliefFile,
  readReliefFiles,
} from '../../../../modules/reliefs/index.ts';

/** The files at the paths, catalogues in JSON taken apart; without paths, those of `reliefs/`. */
export function readReliefPaths(paths: readonly string[]): ReliefFile[] {
  if (paths.length === 0) return readReliefFiles();
  return paths.flatMap((file) => {
    const read = { file, text: readFileSync(file, 'utf8') };
    return file.endsWith('.json') ? filesOfCatalogue(read) : [read];
  });
}
