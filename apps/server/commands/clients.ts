import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  addClient,
  type ClientStatement,
  changeClientKeys,
  endClient,
  limitMachine,
  listClients,
  readMachineAuthority,
} from '../../../modules/identity/index.ts';
import { MACHINE_SCOPES, type MachineScope } from '../../../platform/http/http-app.ts';
import { withInstallation } from '../with-installation.ts';
import { readDay } from './read-day.ts';

interface Limits {
  network?: string[];
  rate?: number;
  until?: string;
  scope?: MachineScope[];
}

/** `koplieta clients …`: programs that people sign on to, and machines that sign on themselves. */
export function addClientsCommand(program: Command): void {
  const clients = program
    .command('clients')
    .description('programs that people sign on to, and machines that sign on themselves');
  clients
    .command('add')
    .description('register a client, as docs/guides/signing-on.md describes it')
    .argument('<file>', 'JSON file that describes it')
    .action((file: string) =>
      withInstallation('clients add', async ({ context }) => {
        const statement = readJson(file) as ClientStatement;
        await addClient(context, statement);
        console.log(`${statement.id} can sign people on.`);
      }),
    );
  clients.command('list').description('print all clients').action(list);
  clients
    .command('keys')
    .description('give a client other public keys; the old ones hold no more')
    .argument('<id>', 'of the client')
    .argument('<file>', 'JSON Web Key Set, public parts only')
    .action((id: string, file: string) =>
      withInstallation('clients keys', async ({ context }) => {
        await changeClientKeys(context, id, readJson(file));
        console.log('The client has other keys.');
      }),
    );
  addMachinesCommands(clients);
  clients
    .command('end')
    .description('end a client: within seconds nobody signs on to it')
    .argument('<id>', 'of the client')
    .action((id: string) =>
      withInstallation('clients end', async ({ context }) => {
        await endClient(context, id);
        console.log('The client has ended.');
      }),
    );
}

/** What concerns machines alone. */
function addMachinesCommands(clients: Command): void {
  clients
    .command('limit')
    .description(
      'say from where, how often, until when and for what a machine may ask; what is left out has no limit',
    )
    .argument('<id>', 'of the client')
    .option('--network <networks...>', 'as in 192.0.2.0/24')
    .option('--rate <requests>', 'a minute', readRate)
    .option('--until <day>', 'its last day', readDay)
    .addOption(
      new Option('--scope <scopes...>', 'what its tokens may be for').choices(MACHINE_SCOPES),
    )
    .action((id: string, limits: Limits) =>
      withInstallation('clients limit', async ({ context }) => {
        await limitMachine(context, id, {
          networks: limits.network ?? null,
          ratePerMinute: limits.rate ?? null,
          lastDay: limits.until ?? null,
          scopes: limits.scope ?? null,
        });
        console.log('It holds on every server within five seconds.');
      }),
    );
  clients
    .command('authority')
    .description(
      'print the certificate that a proxy must trust, so that machines sign on with theirs',
    )
    .action(() =>
      withInstallation('clients authority', async ({ context }) => {
        console.log((await readMachineAuthority(context.keys)).certificate);
      }),
    );
}

async function list(): Promise<void> {
  await withInstallation('clients list', async ({ context }) => {
    for (const { id, name, organisation, kind, minimumLevel, endedAt } of await listClients(
      context,
    )) {
      const end = endedAt ? `, ended on ${endedAt.toISOString().slice(0, 10)}` : '';
      const of = organisation ?? 'the operator';
      console.log(`${id}  ${name.en} (${of}): ${kind}, at least ${minimumLevel}${end}`);
    }
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function readRate(text: string): number {
  const rate = Number(text);
  if (Number.isInteger(rate) && rate > 0) return rate;
  throw new InvalidArgumentError('Write a whole number above zero.');
}
