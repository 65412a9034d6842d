import { type Command, Option } from 'commander';
import {
  addOfficial,
  endOfficial,
  giveOfficialKey,
  listOfficials,
} from '../../../modules/identity/index.ts';
import { OFFICIAL_ROLES, type OfficialRole } from '../../../platform/context.ts';
import { withInstallation } from '../with-installation.ts';
import { readId } from './read-id.ts';

interface Options {
  name: string;
  organisation?: string;
  role: OfficialRole[];
}

/** `koplieta officials …`: who may write, review and publish reliefs. */
export function addOfficialsCommand(program: Command): void {
  const officials = program
    .command('officials')
    .description('officials who write, review and publish reliefs');
  officials
    .command('add')
    .description('add an official and print their access key, once')
    .requiredOption('--name <name>', 'as colleagues know them')
    .option('--organisation <code>', 'grantor they act for; without it, the operator')
    .addOption(
      new Option('--role <roles...>', 'what they may do')
        .choices(OFFICIAL_ROLES)
        .makeOptionMandatory(),
    )
    .action(add);
  officials.command('list').description('print all officials').action(list);
  officials
    .command('key')
    .description('print a new access key of an official, once; the one before ends')
    .argument('<id>', 'of the official', readId)
    .action((id: string) =>
      withInstallation('officials key', async ({ context }) => {
        printKey(await giveOfficialKey(context, id));
      }),
    );
  officials
    .command('end')
    .description('end an official: no key works any more, what they did stays')
    .argument('<id>', 'of the official', readId)
    .action((id: string) =>
      withInstallation('officials end', async ({ context }) => {
        await endOfficial(context, id);
        console.log('The official has ended.');
      }),
    );
}

async function add({ name, organisation, role: roles }: Options): Promise<void> {
  const official = { name, organisation: organisation ?? null, roles };
  await withInstallation('officials add', async ({ context }) => {
    printKey(await addOfficial(context, official));
  });
}

async function list(): Promise<void> {
  await withInstallation('officials list', async ({ context }) => {
    for (const { id, name, organisation, roles, endedAt } of await listOfficials(context)) {
      const end = endedAt ? `, ended on ${endedAt.toISOString().slice(0, 10)}` : '';
      console.log(`${id}  ${name}: ${organisation ?? 'the operator'}, ${roles.join(', ')}${end}`);
    }
  });
}

function printKey(key: { officialId: string; keyText: string; expiresAt: Date }): void {
  console.log(`Official ${key.officialId}`);
  console.log(`Access key, shown once, until ${key.expiresAt.toISOString().slice(0, 10)}:`);
  console.log(key.keyText);
}
