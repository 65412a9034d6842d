import { Command } from 'commander';
import { readVersion } from '../../platform/config/version.ts';
import { endWithoutReader } from './end-without-reader.ts';
import { sentenceOf } from './sentence-of.ts';

interface Commands {
  /** Those that the module adds. */
  names: readonly string[];
  load(): Promise<(program: Command) => void>;
}

/** Each command's module is loaded when it is asked for: loading all of them takes longer than most do. */
const COMMANDS: readonly Commands[] = [
  { names: ['start'], load: async () => (await import('./commands/start.ts')).addStartCommand },
  {
    names: ['migrate'],
    load: async () => (await import('./commands/migrate.ts')).addMigrateCommand,
  },
  {
    names: ['terminal'],
    load: async () => (await import('./commands/terminal.ts')).addTerminalCommand,
  },
  {
    names: ['sign-on', 'sign-off', 'me'],
    load: async () => (await import('./commands/sign-on.ts')).addSignOnCommand,
  },
  {
    names: ['simulate'],
    load: async () => (await import('./commands/simulate.ts')).addSimulateCommand,
  },
  {
    names: ['recompute'],
    load: async () => (await import('./commands/recompute.ts')).addRecomputeCommand,
  },
  { names: ['config'], load: async () => (await import('./commands/config.ts')).addConfigCommand },
  { names: ['audit'], load: async () => (await import('./commands/audit.ts')).addAuditCommand },
  {
    names: ['reliefs'],
    load: async () => (await import('./commands/reliefs/reliefs.ts')).addReliefsCommand,
  },
  {
    names: ['definitions'],
    load: async () => (await import('./commands/definitions.ts')).addDefinitionsCommand,
  },
  {
    names: ['agreements'],
    load: async () => (await import('./commands/agreements.ts')).addAgreementsCommand,
  },
  {
    names: ['budgets'],
    load: async () => (await import('./commands/budgets.ts')).addBudgetsCommand,
  },
  {
    names: ['officials'],
    load: async () => (await import('./commands/officials.ts')).addOfficialsCommand,
  },
  {
    names: ['organisations'],
    load: async () => (await import('./commands/systems.ts')).addOrganisationsCommand,
  },
  { names: ['people'], load: async () => (await import('./commands/people.ts')).addPeopleCommand },
  {
    names: ['clients'],
    load: async () => (await import('./commands/clients.ts')).addClientsCommand,
  },
  { names: ['groups'], load: async () => (await import('./commands/groups.ts')).addGroupsCommand },
  {
    names: ['data-sets'],
    load: async () => (await import('./commands/data-sets/data-sets.ts')).addDataSetsCommand,
  },
  {
    names: ['statements'],
    load: async () => (await import('./commands/statements.ts')).addStatementsCommand,
  },
  {
    names: ['systems'],
    load: async () => (await import('./commands/systems.ts')).addSystemsCommand,
  },
  {
    names: ['permissions'],
    load: async () => (await import('./commands/permissions.ts')).addPermissionsCommand,
  },
  {
    names: ['mailboxes'],
    load: async () => (await import('./commands/mailboxes.ts')).addMailboxesCommand,
  },
  {
    names: ['registers'],
    load: async () => (await import('./commands/registers.ts')).addRegistersCommand,
  },
  {
    names: ['connector'],
    load: async () => (await import('./commands/connector.ts')).addConnectorCommand,
  },
  { names: ['doctor'], load: async () => (await import('./commands/doctor.ts')).addDoctorCommand },
];

/** The command line with one command, or with all of them when there is none of that name. */
export async function makeProgram(name?: string): Promise<Command> {
  const program = new Command('koplieta')
    .description('An open platform for what a state and its merchants share when they serve people')
    .version(readVersion())
    .showHelpAfterError()
    .showSuggestionAfterError();
  const asked = COMMANDS.filter(({ names }) => names.some((one) => one === name));
  for (const { load } of asked.length > 0 ? asked : COMMANDS) (await load())(program);
  return program;
}

/** Runs the command line. A failure is one sentence; with KOPLIETA_LOG_LEVEL=debug also its place. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = await makeProgram(argv[2]);
  program.hook('preAction', (_program, command) => endWithoutReader(command.name() === 'start'));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    console.error(await sentenceOf(error));
    if (process.env.KOPLIETA_LOG_LEVEL === 'debug') console.error(error);
    process.exitCode = 1;
  }
}
