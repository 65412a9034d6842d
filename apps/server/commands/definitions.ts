import type { Command } from 'commander';
import {
  definitionText,
  describeDefinition,
  listDefinitions,
} from '../../../modules/reliefs/index.ts';
import { withInstallation } from '../with-installation.ts';

/** `koplieta definitions …`: named, dated conditions, and who uses them. */
export function addDefinitionsCommand(program: Command): void {
  const definitions = program
    .command('definitions')
    .description('named, dated conditions that reliefs use');
  definitions.command('list').description('print all published definitions').action(list);
  definitions
    .command('show')
    .description('print a published definition, and which reliefs and drafts use it')
    .argument('<code>')
    .action(show);
}

async function list(): Promise<void> {
  await withInstallation('definitions list', async ({ context }) => {
    const definitions = await listDefinitions(context);
    for (const { code, name, versions } of definitions) {
      console.log(`${code}: ${name.lv} · ${name.en}, versions: ${versions.length}`);
    }
    if (definitions.length === 0) console.log('No definition is published.');
  });
}

async function show(code: string): Promise<void> {
  await withInstallation('definitions show', async ({ context }) => {
    const { definition, use } = await describeDefinition(context, code);
    process.stdout.write(definitionText(definition));
    console.log('\nUsed by:');
    for (const one of use.definitions) console.log(`  definition ${one}`);
    for (const { code: relief, versions } of use.reliefs) {
      console.log(`  relief ${relief}, version ${versions.join(', ')}`);
    }
    for (const draft of use.drafts) console.log(`  draft ${draft.id} of ${draft.code}`);
    const { definitions, reliefs, drafts } = use;
    if (definitions.length + reliefs.length + drafts.length === 0) console.log('  nobody');
  });
}
