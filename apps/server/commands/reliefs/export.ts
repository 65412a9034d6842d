import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import {
  exportCatalogue,
  exportCatalogueJson,
  exportRelief,
} from '../../../../modules/reliefs/index.ts';
import type { Context } from '../../../../platform/context.ts';
import { withInstallation } from '../../with-installation.ts';

interface Options {
  all?: true;
  json?: true;
  out?: string;
}

/** `koplieta reliefs export`: one published relief as its file, or the whole catalogue. */
export function addExportCommand(reliefs: Command): void {
  reliefs
    .command('export')
    .description('print a published relief as the text of its file, or write all of them')
    .argument('[code]')
    .option('--all', 'all published reliefs with all versions')
    .option('--json', 'with --all: one JSON document instead of a folder of files')
    .option('--out <path>', 'with --all: the folder, or the JSON file')
    .action((code: string | undefined, options: Options) => {
      const work = workOf(code, options);
      return withInstallation('reliefs export', ({ context }) => work(context));
    });
}

function workOf(code: string | undefined, { all, json, out }: Options) {
  if ((code === undefined) === (all === undefined)) {
    throw new Error('Name one relief by its code, or say --all.');
  }
  if (code !== undefined) {
    return async (context: Context) => print(await exportRelief(context, code));
  }
  if (json) {
    return async (context: Context) => {
      const text = await exportCatalogueJson(context);
      if (out === undefined) print(text);
      else writeFileSync(out, text);
    };
  }
  if (out === undefined) throw new Error('Say where the files go: --out FOLDER.');
  return (context: Context) => writeFolder(context, out);
}

function print(text: string): void {
  process.stdout.write(text);
}

async function writeFolder(context: Context, folder: string): Promise<void> {
  const files = await exportCatalogue(context);
  for (const { file, text } of files) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.log(`Files written: ${files.length}.`);
}
