import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import {
  addOfficial,
  appointOfficial,
  endOfficial,
  endRole,
  giveOfficialKey,
  listOfficials,
  mayBeOfficial,
  proposeRole,
  readOwnProviders,
} from '../../../modules/identity/index.ts';
import { findPersonByCode } from '../../../modules/persons/index.ts';
import { OFFICIAL_ROLES, type OfficialRole } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { withInstallation } from '../with-installation.ts';
import { readDay } from './read-day.ts';
import { readId } from './read-id.ts';

interface Options {
  name: string;
  organisation?: string;
  role: OfficialRole[];
  personalCode?: true;
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
    .option('--personal-code', 'read from standard input as whom the official signs on')
    .action(add);
  officials.command('list').description('print all officials').action(list);
  officials
    .command('key')
    .description('print a new access key of an official, once; the one before ends')
    .argument('<id>', 'of the official', readId)
    .action((id: string) =>
      withInstallation('officials key', async ({ context, config }) => {
        printKey(await giveOfficialKey(context, id, readOwnProviders(config.loginMeansFile)));
      }),
    );
  addRoleCommands(officials);
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

/** The operator gives the first administrator of an organisation; administrators do the rest. */
function addRoleCommands(officials: Command): void {
  officials
    .command('give')
    .description('give an official a role, for a year at most')
    .argument('<id>', 'of the official', readId)
    .addOption(
      new Option('--role <role>', 'which one').choices(OFFICIAL_ROLES).makeOptionMandatory(),
    )
    .requiredOption('--until <day>', 'the first day without it', readDay)
    .action((officialId: string, options: { role: OfficialRole; until: string }) =>
      withInstallation('officials give', async ({ context }) => {
        console.log(`Role ${await proposeRole(context, { officialId, ...options })}`);
      }),
    );
  officials
    .command('take')
    .description('take a role from an official at once')
    .argument('<id>', 'of the role, as its organisation’s administrator sees it', readId)
    .action((id: string) =>
      withInstallation('officials take', async ({ context }) => {
        await endRole(context, id);
        console.log('The role has ended.');
      }),
    );
}

async function add({ name, organisation, role: roles, personalCode }: Options): Promise<void> {
  const code = personalCode ? readFileSync(0, 'utf8').trim() : undefined;
  await withInstallation('officials add', async ({ context, config }) => {
    const personId = code === undefined ? null : await findPersonByCode(context, code);
    if (personId === undefined) throw new Refusal('official-person-unknown');
    const official = { name, organisation: organisation ?? null, roles, personId };
    if (mayBeOfficial(readOwnProviders(config.loginMeansFile), official.organisation, null)) {
      return printKey(await addOfficial(context, official));
    }
    if (personId === null) throw new Refusal('own-provider-needed');
    console.log(`Official ${await appointOfficial(context, official)}`);
    console.log('They sign on by the provider of their institution, and have no access key.');
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
