import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import {
  addInformationSystem,
  createSystemKey,
  listInformationSystems,
  nameRemote,
  revokeSystemKey,
} from '../../../modules/exchange/index.ts';
import { listOrganisations } from '../../../modules/persons/index.ts';
import { withInstallation } from '../with-installation.ts';
import { readId } from './read-id.ts';

const DAY_MS = 86_400_000;
const DAYS_MAX = 3_650;

/** `koplieta systems …`: information systems of institutions, and their access keys. */
export function addSystemsCommand(program: Command): void {
  const systems = program
    .command('systems')
    .description('information systems of institutions, which fill and read data sets');
  systems
    .command('add')
    .description('register an information system, or give it another name')
    .requiredOption('--institution <code>', 'whose it is')
    .requiredOption('--code <code>', 'of the system')
    .requiredOption('--name <name>', 'as its people know it')
    .action((system: { institution: string; code: string; name: string }) =>
      withInstallation('systems add', async ({ context }) => {
        await addInformationSystem(context, system);
        console.log(
          `${system.code}: now give it a key with "koplieta systems key ${system.code}".`,
        );
      }),
    );
  systems
    .command('key')
    .description('print a new access key of a system, once; those before stay valid')
    .argument('<code>', 'of the system')
    .option('--days <days>', 'how long it works; without it, until it is revoked', readDays)
    .action(giveKey);
  systems
    .command('list')
    .description('print all systems and their access keys, never what a key is')
    .action(list);
  systems
    .command('revoke')
    .description('end an access key at once')
    .argument('<id>', 'of the key', readId)
    .action((id: string) =>
      withInstallation('systems revoke', async ({ context }) => {
        await revokeSystemKey(context, id);
        console.log('The key works no more.');
      }),
    );
  systems
    .command('remote')
    .description('name another installation, from which virtual data sets may read')
    .argument('<name>', 'as the texts of data sets call it')
    .argument('<url>', 'of its exchange, as in https://example.lv/exchange/v1')
    .requiredOption('--key-file <file>', 'with an access key of ours there')
    .requiredOption('--institution <codes...>', 'whose data sets may: they and no others')
    .action(giveRemote);
}

/** `koplieta organisations`: by which codes commands and texts name institutions and merchants. */
export function addOrganisationsCommand(program: Command): void {
  program
    .command('organisations')
    .description('print organisations with the codes by which others name them')
    .argument('[text]', 'those alone that have it in their code or name')
    .action((text = '') =>
      withInstallation('organisations', async ({ context }) => {
        const wanted = text.toLowerCase();
        for (const { code, name } of await listOrganisations(context)) {
          const line = `${code}  ${name.lv} / ${name.en}`;
          if (line.toLowerCase().includes(wanted)) console.log(line);
        }
      }),
    );
}

async function list(): Promise<void> {
  await withInstallation('systems list', async ({ context }) => {
    for (const { code, name, institution, keys } of await listInformationSystems(context)) {
      console.log(`${code}  ${name} (${institution})`);
      for (const { id, createdAt, expiresAt, revokedAt } of keys) {
        const end = revokedAt ? `, revoked on ${day(revokedAt)}` : '';
        const until = expiresAt && !revokedAt ? `, until ${day(expiresAt)}` : '';
        console.log(`  key ${id}, made on ${day(createdAt)}${until}${end}`);
      }
    }
  });
}

function day(instant: string): string {
  return instant.slice(0, 10);
}

interface RemoteOptions {
  keyFile: string;
  institution: string[];
}

async function giveRemote(
  name: string,
  url: string,
  { keyFile, institution: institutions }: RemoteOptions,
): Promise<void> {
  await withInstallation('systems remote', async ({ context }) => {
    const keyText = readFileSync(keyFile, 'utf8').trim();
    await nameRemote(context, { name, url, keyText, institutions });
    console.log(`${name}: virtual data sets of ${institutions.join(', ')} may read from it now.`);
  });
}

async function giveKey(system: string, { days }: { days?: number }): Promise<void> {
  await withInstallation('systems key', async ({ context }) => {
    const now = context.clock.now().getTime();
    const expiresAt = days ? new Date(now + days * DAY_MS) : null;
    const { id, keyText } = await createSystemKey(context, { system, expiresAt });
    console.log(`Access key ${id}, shown once:\n${keyText}`);
  });
}

function readDays(text: string): number {
  const days = Number(text);
  if (!(Number.isInteger(days) && days > 0 && days <= DAYS_MAX)) {
    throw new InvalidArgumentError(`Say a whole number from 1 to ${DAYS_MAX}.`);
  }
  return days;
}
