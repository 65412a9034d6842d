import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readClassifiers } from '../../../../modules/classifiers/index.ts';
import {
  type ComparedVersion,
  compareVersions,
  comparisonText,
  findVersion,
  listDefinitions,
  makeDefinitions,
  readCodeNames,
} from '../../../../modules/reliefs/index.ts';
import type { Context } from '../../../../platform/context.ts';
import { withInstallation } from '../../with-installation.ts';
import { tellingProblems } from './with-official.ts';

/** `koplieta reliefs compare`: what changes from one version to another, in words. */
export function addCompareCommand(reliefs: Command): void {
  reliefs
    .command('compare')
    .description('say in words how two versions differ; each is a file, CODE or CODE@VERSION')
    .argument('<before>', 'path of a file, or CODE of a published relief; @VERSION, or its newest')
    .argument('<after>')
    .option('--lv', 'say it in Latvian')
    .action((before: string, after: string, { lv }: { lv?: true }) =>
      withInstallation('reliefs compare', ({ context }) =>
        tellingProblems(() => compare(context, { before, after, language: lv ? 'lv' : 'en' })),
      ),
    );
}

async function compare(
  context: Context,
  asked: { before: string; after: string; language: 'lv' | 'en' },
): Promise<void> {
  const classifiers = await readClassifiers(context);
  const definitions = await listDefinitions(context);
  const read = async (name: string): Promise<ComparedVersion> => {
    const [, place = name, version] = /^(.+)@(\d+)$/.exec(name) ?? [];
    const number = version === undefined ? undefined : Number(version);
    const file = existsSync(place) ? { file: place, text: readFileSync(place, 'utf8') } : undefined;
    return await findVersion(
      context,
      { code: place, file, version: number },
      { codes: classifiers, definitions },
    );
  };
  const pair = { before: await read(asked.before), after: await read(asked.after) };
  const terms = { concepts: classifiers, definitions: makeDefinitions(definitions) };
  const comparison = compareVersions(pair, { names: await readCodeNames(context), terms });
  process.stdout.write(comparisonText(comparison, asked.language));
}
