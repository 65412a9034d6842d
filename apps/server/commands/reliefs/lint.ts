import type { Command } from 'commander';
import { classifiersFromFiles } from '../../../../modules/classifiers/index.ts';
import { PERSON_REGISTERS } from '../../../../modules/registers/index.ts';
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
  const registers = classifiers.factKinds.map(({ register }) => register);
  const supply = { registers: vocabulary ? new Set(registers) : REGISTERS, relations: RELATIONS };
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
const REGISTERS: ReadonlySet<string> = new Set(PERSON_REGISTERS.map(({ code }) => code));

const DIRECTIONS = {
  parent: ['parent', 'child'],
  guardian: ['guardian', 'ward'],
  carer: ['carer', 'cared-for'],
  companion: ['companion', 'accompanied'],
} as const;
const RELATIONS: ReadonlySet<string> = new Set([
  'household',
  ...PERSON_REGISTERS.flatMap(({ relations }) => relations?.kinds ?? []).flatMap(
    (kind) => DIRECTIONS[kind],
  ),
]);

const GOOD: Readonly<Record<Language, (files: number) => string>> = {
  lv: (files) => `Pārbaudītas datnes: ${files}. Nekas nav atrasts.`,
  en: (files) => `Files checked: ${files}. Nothing was found.`,
};
