import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Classifiers } from '../classifiers/index.ts';
import { type Definition, type DefinitionProblem, readDefinition } from '../exchange/index.ts';
import { dataSetOf, type Mapping, type MappingBasis } from './mapping/mapping.ts';
import type { MappingProblem } from './mapping/mapping-problem.ts';
import { readMapping } from './mapping/read-mapping.ts';

/** A register as its folder describes it: its data set, what records mean, and examples of that. */
export interface RegisterText {
  definition: Definition;
  mapping: Mapping;
  dataSet: TextFile;
  mappingFile: TextFile;
  examples: TextFile | undefined;
}

export interface TextFile {
  file: string;
  text: string;
}

export type RegisterReading =
  | { ok: true; register: RegisterText }
  | { ok: false; dataSet: DefinitionProblem[]; mapping: MappingProblem[] };

/** The folders of the registers that the platform comes with. */
export const DEFINITIONS = fileURLToPath(new URL('./definitions/', import.meta.url));

/** Reads the folder of one register: `data-set.yaml`, `mapping.yaml`, `examples.yaml`. */
export function readRegister(
  folder: string,
  classifiers: MappingBasis['classifiers'],
): RegisterReading {
  const dataSet = readFile(join(folder, 'data-set.yaml'));
  const mappingFile = readFile(join(folder, 'mapping.yaml'));
  const defined = readDefinition(dataSet);
  if (!defined.ok) return { ok: false, dataSet: defined.problems, mapping: [] };
  const { definition } = defined;
  const mapped = readMapping(mappingFile, (mapping) => {
    const { code, version } = dataSetOf(mapping);
    const isBeside = code === definition.code && version === definition.version;
    return isBeside ? { definition, classifiers } : undefined;
  });
  if (!mapped.ok) return { ok: false, dataSet: [], mapping: mapped.problems };
  const path = join(folder, 'examples.yaml');
  const examples = existsSync(path) ? readFile(path) : undefined;
  return {
    ok: true,
    register: { definition, mapping: mapped.mapping, dataSet, mappingFile, examples },
  };
}

/**
 * All registers of a folder of such folders; without one, those that the platform comes with. The one
 * that makes persons known comes first. Throws when one is wrong: they are checked before they come here.
 */
export function readRegisters(
  classifiers: Pick<Classifiers, 'factKind' | 'factKinds' | 'has'>,
  folder = DEFINITIONS,
): RegisterText[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const registers = names.map((name) => {
    const reading = readRegister(join(folder, name), classifiers);
    if (!reading.ok) throw new Error(`The register ${name} has problems.`);
    return reading.register;
  });
  return [...registers].sort((a, b) => Number(makesKnown(b)) - Number(makesKnown(a)));
}

function makesKnown({ mapping }: RegisterText): boolean {
  return typeof mapping.person === 'object';
}

const Keepers = z.strictObject({
  keepers: z.array(z.strictObject({ code: z.string(), lv: z.string(), en: z.string() })),
});

/** The institutions that keep the registers that the platform comes with. */
export function readKeepers(): z.infer<typeof Keepers>['keepers'] {
  return Keepers.parse(parse(readFile(join(DEFINITIONS, 'keepers.yaml')).text)).keepers;
}

function readFile(file: string): TextFile {
  return { file, text: readFileSync(file, 'utf8') };
}
