import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { prettifyError } from 'zod';
import {
  ApplyRequest,
  applyForPermission,
  describePermission,
  grantPermission,
  listPermissions,
  makeStatement,
  prolongPermission,
  sendMessage,
  showPermission,
  stepPermission,
} from '../../../modules/exchange/index.ts';
import type { Context } from '../../../platform/context.ts';
import { readYaml } from '../../../platform/text/read-yaml.ts';
import { withInstallation } from '../with-installation.ts';
import { readDay } from './read-day.ts';
import { officialContext } from './reliefs/with-official.ts';

const PAGE = 200;
const LINES = 500;

const STEPS = [
  ['refuse', 'refuse what was applied for'],
  ['suspend', 'stop a permission for a time'],
  ['resume', 'let a suspended permission hold again'],
  ['withdraw', 'end a permission for good'],
] as const;

/** `koplieta permissions …`: who may read whose data sets, as an official or the operator. */
export function addPermissionsCommand(program: Command): void {
  const permissions = program
    .command('permissions')
    .description('who may read which data sets; as the official of KOPLIETA_OFFICIAL_KEY, if set');
  lookingCommands(permissions);
  askingCommands(permissions);
  decidingCommands(permissions);
}

function lookingCommands(permissions: Command): void {
  const part = () =>
    new Option('--as <part>', 'permissions for your data sets, or those that you hold')
      .choices(['source', 'holder'])
      .default('source');
  permissions
    .command('list')
    .description('print permissions, the newest first')
    .addOption(part())
    .action(({ as }: { as: 'source' | 'holder' }) =>
      acting('list', (context) => list(context, as)),
    );
  permissions
    .command('show')
    .description('print a permission and all that became of it')
    .argument('<number>', 'as in KP-2026-000123')
    .action((number: string) => acting('show', (context) => show(context, number)));
  permissions
    .command('statement')
    .description('print what permissions were used in a month, and what that comes to')
    .argument('<month>', 'YYYY-MM', readMonth)
    .addOption(part())
    .action((month: string, { as }: { as: 'source' | 'holder' }) =>
      acting('statement', (context) => tellStatement(context, { month, as })),
    );
}

function askingCommands(permissions: Command): void {
  permissions
    .command('apply')
    .description('apply for a permission, as docs/guides/permissions.md describes it')
    .argument('<file>', 'YAML or JSON')
    .action((file: string) =>
      acting('apply', async (context) => {
        const applied = await applyForPermission(context, readApplication(file));
        console.log(`${applied.number}: ${applied.source.name.en} decides.`);
      }),
    );
  permissions
    .command('message')
    .description('say something about a permission to its other party')
    .argument('<number>', 'as in KP-2026-000123')
    .argument('<text>')
    .action((number: string, text: string) =>
      acting('message', async (context) => {
        await sendMessage(context, { number, text });
        console.log('Said.');
      }),
    );
  permissions
    .command('prolong')
    .description('let a permission hold longer; where two must decide, both say the same')
    .argument('<number>', 'as in KP-2026-000123')
    .argument('<day>', 'its last day, YYYY-MM-DD', readDay)
    .option('--quota <uses>', 'uses of the quota, those already made of it counted in', readUses)
    .action((number: string, validUntil: string, { quota }: { quota?: number }) =>
      acting('prolong', async (context) => {
        const asked = { number, validUntil, ...(quota === undefined ? {} : { quota }) };
        const { proposed } = await prolongPermission(context, asked);
        console.log(proposed ? 'It waits for another to say the same.' : `Until ${validUntil}.`);
      }),
    );
}

function decidingCommands(permissions: Command): void {
  permissions
    .command('grant')
    .description('grant what was applied for; personal data and prices are granted by two')
    .argument('<number>', 'as in KP-2026-000123')
    .action((number: string) =>
      acting('grant', async (context) => {
        const { state } = await grantPermission(context, number);
        console.log(state === 'agreed' ? 'Agreed: a reviewer must grant it too.' : 'Granted.');
      }),
    );
  for (const [step, description] of STEPS) {
    permissions
      .command(step)
      .description(description)
      .argument('<number>', 'as in KP-2026-000123')
      .requiredOption('--reason <text>', 'for the other party')
      .action((number: string, { reason }: { reason: string }) =>
        acting(step, async (context) => {
          const { state } = await stepPermission(context, { number, step, reason });
          console.log(`${number} is ${state}.`);
        }),
      );
  }
}

async function acting(command: string, work: (context: Context) => Promise<void>): Promise<void> {
  await withInstallation(`permissions ${command}`, async (installation) => {
    const { config, context } = installation;
    await work(config.officialKey ? await officialContext(installation) : context);
  });
}

async function list(context: Context, as: 'source' | 'holder'): Promise<void> {
  for (let before: string | undefined; ; ) {
    const page = await listPermissions(context, { as, before, limit: PAGE });
    for (const permission of page) {
      const { number, state, dataSet, holder, validUntil, used, left } = showPermission(
        context,
        permission,
      );
      const uses = left === null ? `${used} uses` : `${used} uses, ${left} left`;
      console.log(`${number}  ${state}  ${dataSet}: ${holder.code}, until ${validUntil}, ${uses}`);
    }
    before = page.at(-1)?.number;
    if (page.length < PAGE) break;
  }
}

async function show(context: Context, number: string): Promise<void> {
  const { permission, events } = await describePermission(context, number);
  console.log(JSON.stringify(showPermission(context, permission), null, 2));
  for (const { occurredAt, side, kind, text } of events.toReversed()) {
    console.log(`${occurredAt.toISOString()}  ${side}: ${kind}${text ? `: ${text}` : ''}`);
  }
}

async function tellStatement(
  context: Context,
  asked: { month: string; as: 'source' | 'holder' },
): Promise<void> {
  for (let after: string | undefined; ; ) {
    const page = await makeStatement(context, { ...asked, after, limit: LINES });
    for (const { permission, dataSet, holder, uses, amountCents } of page.lines) {
      console.log(`${permission}  ${dataSet}: ${holder.code}, ${uses} uses, ${euros(amountCents)}`);
    }
    after = page.next ?? undefined;
    if (after === undefined) {
      const until = page.isFinal ? '' : ' until now';
      console.log(`${asked.month}${until}: ${page.uses} uses, ${euros(page.amountCents)}`);
      break;
    }
  }
}

function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`;
}

function readApplication(file: string): ReturnType<typeof ApplyRequest.parse> {
  const reading = readYaml({ file, text: readFileSync(file, 'utf8') });
  if (!reading.ok) {
    const [problem] = reading.problems;
    throw new Error(`${file}:${problem?.line}:${problem?.column}: ${problem?.found}`);
  }
  const application = ApplyRequest.safeParse(reading.written);
  if (!application.success) throw new Error(`${file}: ${prettifyError(application.error)}`);
  return application.data;
}

function readMonth(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('Write it as 2026-03.');
  return text;
}

function readUses(text: string): number {
  const uses = Number(text);
  if (!Number.isSafeInteger(uses) || uses < 1) throw new InvalidArgumentError('Say how many.');
  return uses;
}
