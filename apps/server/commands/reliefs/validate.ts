import type { Command } from 'commander';
import { classifiersFromFiles } from '../../../../modules/classifiers/index.ts';
import { problemText, readReliefFiles, readReliefs } from '../../../../modules/reliefs/index.ts';
import type { Language } from './language.ts';
import { readReliefPaths } from './relief-paths.ts';

/** `koplieta reliefs validate`: what is wrong with relief files, and where. */
export function addValidateCommand(reliefs: Command): void {
  reliefs
    .command('validate')
    .description('check relief files; without files, those of the folder reliefs/')
    .argument('[files...]')
    .option('--vocabulary <folder>', 'further schemes and kinds of facts')
    .option('--lv', 'say what is wrong in Latvian')
    .action(validate);
}

interface Options {
  lv?: true;
  vocabulary?: string;
}

function validate(paths: readonly string[], { lv, vocabulary }: Options): void {
  const language: Language = lv ? 'lv' : 'en';
  const files = readReliefPaths(paths);
  const codes = classifiersFromFiles({ vocabulary });
  // Files may name the definitions of the folder, whose own problems are told when it is checked.
  const { definitions } = readReliefs(readReliefFiles(), codes);
  const { problems } = readReliefs(files, codes, definitions);
  for (const problem of problems) console.log(problemText(problem, language));
  if (problems.length > 0) process.exitCode = 1;
  else console.log(language === 'lv' ? GOOD.lv(files.length) : GOOD.en(files.length));
}

const GOOD: Readonly<Record<Language, (files: number) => string>> = {
  lv: (files) => `Pārbaudītas datnes: ${files}. Kļūdu nav.`,
  en: (files) => `Files checked: ${files}. There are no problems.`,
};
