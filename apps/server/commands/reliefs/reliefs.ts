import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { PROJECT_FOLDER } from '../../../../platform/config/config.ts';
import { makeReliefDocuments } from '../../relief-documents.ts';
import { addCompareCommand } from './compare.ts';
import { addDraftCommands } from './drafts.ts';
import { addExplainCommand } from './explain.ts';
import { addExportCommand } from './export.ts';
import { addImportCommand } from './import.ts';
import { addLintCommand } from './lint.ts';
import { addPreviewCommand } from './preview.ts';
import { addValidateCommand } from './validate.ts';

/** `koplieta reliefs …`: reliefs as text, in and out, and why somebody has one. */
export function addReliefsCommand(program: Command): void {
  const reliefs = program
    .command('reliefs')
    .description('reliefs as text: check, publish, explain');
  addValidateCommand(reliefs);
  addLintCommand(reliefs);
  addImportCommand(reliefs);
  addDraftCommands(reliefs);
  addPreviewCommand(reliefs);
  addExportCommand(reliefs);
  addCompareCommand(reliefs);
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
