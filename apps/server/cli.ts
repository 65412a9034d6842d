import { Command } from 'commander';
import { addAgreementsCommand } from './commands/agreements.ts';
import { addAuditCommand } from './commands/audit.ts';
import { addBudgetsCommand } from './commands/budgets.ts';
import { addClientsCommand } from './commands/clients.ts';
import { addConfigCommand } from './commands/config.ts';
import { addConnectorCommand } from './commands/connector.ts';
import { addDataSetsCommand } from './commands/data-sets/data-sets.ts';
import { addDefinitionsCommand } from './commands/definitions.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addGroupsCommand } from './commands/groups.ts';
import { addMailboxesCommand } from './commands/mailboxes.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addOfficialsCommand } from './commands/officials.ts';
import { addPeopleCommand } from './commands/people.ts';
import { addPermissionsCommand } from './commands/permissions.ts';
import { addRecomputeCommand } from './commands/recompute.ts';
import { addRegistersCommand } from './commands/registers.ts';
import { addReliefsCommand } from './commands/reliefs/reliefs.ts';
import { addSignOnCommand } from './commands/sign-on.ts';
import { addSimulateCommand } from './commands/simulate.ts';
import { addStartCommand } from './commands/start.ts';
import { addStatementsCommand } from './commands/statements.ts';
import { addOrganisationsCommand, addSystemsCommand } from './commands/systems.ts';
import { addTerminalCommand } from './commands/terminal.ts';
import { readVersion } from './compose.ts';
import { endWithoutReader } from './end-without-reader.ts';
import { sentenceOf } from './sentence-of.ts';

const COMMANDS = [
  addStartCommand,
  addMigrateCommand,
  addTerminalCommand,
  addSignOnCommand,
  addSimulateCommand,
  addRecomputeCommand,
  addConfigCommand,
  addAuditCommand,
  addReliefsCommand,
  addDefinitionsCommand,
  addAgreementsCommand,
  addBudgetsCommand,
  addOfficialsCommand,
  addOrganisationsCommand,
  addPeopleCommand,
  addClientsCommand,
  addGroupsCommand,
  addDataSetsCommand,
  addStatementsCommand,
  addSystemsCommand,
  addPermissionsCommand,
  addMailboxesCommand,
  addRegistersCommand,
  addConnectorCommand,
  addDoctorCommand,
];

/** The command line with all its commands. */
export function makeProgram(): Command {
  const program = new Command('koplieta')
    .description('An open platform for what a state and its merchants share when they serve people')
    .version(readVersion())
    .showHelpAfterError()
    .showSuggestionAfterError();
  for (const add of COMMANDS) add(program);
  return program;
}

/** Runs the command line. A failure is one sentence; with KOPLIETA_LOG_LEVEL=debug also its place. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = makeProgram();
  program.hook('preAction', (_program, command) => endWithoutReader(command.name() === 'start'));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    console.error(sentenceOf(error));
    if (process.env.KOPLIETA_LOG_LEVEL === 'debug') console.error(error);
    process.exitCode = 1;
  }
}
