import type { Command } from 'commander';
import { type Classifiers, classifiersFromFiles } from '../../../../modules/classifiers/index.ts';
import { readRegisters } from '../../../../modules/registers/index.ts';
import {
  findingText,
  isLintError,
  lintFiles,
  problemText,
  readReliefFiles,
  readReliefs,
} from '../../../../modules/reliefs/index.ts';
import type { Language } from './language.ts';
import { readReliefPaths } from './relief-paths.ts';

interface Options {
  lv?: true;
  vocabulary?: string;
}

/** `koplieta reliefs lint`: what is allowed in relief files, and hardly meant. */
export function addLintCommand(reliefs: Command): void {
  reliefs
    .command('lint')
    .description(
      'find what nobody can meet, gaps, limits that limit nothing; without files, in reliefs/',
    )
    .argument('[files...]')
    .option('--vocabulary <folder>', 'further schemes and kinds of facts')
    .option('--lv', 'say in Latvian what is found')
    .action(lint);
}

function lint(paths: readonly string[], { lv, vocabulary }: Options): void {
  const language: Language = lv ? 'lv' : 'en';
  const files = readReliefPaths(paths);
  const classifiers = classifiersFromFiles({ vocabulary });
  const supply = supplyOf(classifiers, vocabulary !== undefined);
  // Files may name the definitions of the folder.
  const { definitions } = readReliefs(readReliefFiles(), classifiers);
  const basis = { codes: classifiers, definitions, supply };
  const { problems, findings } = lintFiles(files, basis);
  for (const problem of problems) console.log(problemText(problem, language));
  for (const finding of findings) console.log(findingText(finding, language));
  if (problems.length > 0 || findings.some(isLintError)) process.exitCode = 1;
  if (problems.length + findings.length === 0) console.log(GOOD[language](files.length));
}

/** Whoever gives a vocabulary says which registers state its kinds; otherwise the connected ones do. */
function supplyOf(classifiers: Classifiers, hasVocabulary: boolean) {
  const mappings = readRegisters(classifiers).map(({ mapping }) => mapping);
  const named = hasVocabulary ? classifiers.factKinds : mappings;
  const kinds = mappings.flatMap(({ relations }) => relations.map(({ kind }) => kind));
  return {
    registers: new Set(named.map(({ register }) => register)),
    relations: new Set(['household', ...kinds.flatMap((kind) => DIRECTIONS[kind])]),
  };
}

const DIRECTIONS = {
  parent: ['parent', 'child'],
  guardian: ['guardian', 'ward'],
  carer: ['carer', 'cared-for'],
  companion: ['companion', 'accompanied'],
} as const;
const GOOD: Readonly<Record<Language, (files: number) => string>> = {
  lv: (files) => `Pārbaudītas datnes: ${files}. Nekas nav atrasts.`,
  en: (files) => `Files checked: ${files}. Nothing was found.`,
};
