import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { exportRelief } from '../../../../modules/reliefs/index.ts';
import { PROJECT_FOLDER } from '../../../../platform/config/config.ts';
import { makeReliefDocuments } from '../../relief-documents.ts';
import { withInstallation } from '../../with-installation.ts';
import { addDraftCommands } from './drafts.ts';
import { addExplainCommand } from './explain.ts';
import { addImportCommand } from './import.ts';
import { addValidateCommand } from './validate.ts';

/** `koplieta reliefs …`: reliefs as text, in and out, and why somebody has one. */
export function addReliefsCommand(program: Command): void {
  const reliefs = program
    .command('reliefs')
    .description('reliefs as text: check, publish, explain');
  addValidateCommand(reliefs);
  addImportCommand(reliefs);
  addDraftCommands(reliefs);
  reliefs
    .command('export')
    .description('print a published relief as the text of its file')
    .argument('<code>')
    .action((code: string) =>
      withInstallation('reliefs export', async ({ context }) => {
        process.stdout.write(await exportRelief(context, code));
      }),
    );
  addExplainCommand(reliefs);
  reliefs
    .command('docs')
    .description('write docs/reliefs/ and the JSON Schema from the files of reliefs/')
    .action(writeDocuments);
}

function writeDocuments(): void {
  const files = makeReliefDocuments();
  for (const { path, text } of files) {
    const target = join(PROJECT_FOLDER, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  console.log(`Files written: ${files.length}.`);
}
