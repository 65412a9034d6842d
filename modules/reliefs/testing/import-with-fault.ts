import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_FOLDER } from '../../../platform/config/config.ts';

/** A mistake that somebody could make: one place of one source file, written otherwise. */
export interface Fault {
  /** Of the module of reliefs. */
  file: string;
  from: string;
  to: string;
}

/** What the reliefs stand on stays as it is. */
const BELOW = ['node_modules', 'platform', 'modules/classifiers', 'modules/persons'];
const OWN = 'modules/reliefs';

/** Imports a file of the module of reliefs from a copy of the sources in which a fault is planted. */
export async function importWithFault<Exports>(
  path: string,
  { file, from, to }: Fault,
  use: (exports: Exports) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-fault-'));
  try {
    const filter = (source: string) => !source.endsWith('.test.ts');
    cpSync(join(PROJECT_FOLDER, OWN), join(folder, OWN), { recursive: true, filter });
    for (const one of BELOW) symlinkSync(join(PROJECT_FOLDER, one), join(folder, one));
    const faulty = join(folder, OWN, file);
    const text = readFileSync(faulty, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`"${from}" is not once in ${file}.`);
    writeFileSync(
      faulty,
      text.replace(from, () => to),
    );
    const url = pathToFileURL(join(folder, OWN, path)).href;
    await use((await import(/* @vite-ignore */ url)) as Exports);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
