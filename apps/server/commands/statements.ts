import { Argument, type Command } from 'commander';
import {
  addStatementSource,
  listStatementSources,
  STATEMENT_KINDS,
  type StatementKind,
  statementText,
} from '../../../modules/entitlements/index.ts';
import { withInstallation } from '../with-installation.ts';
import { readName } from './data-sets/read-name.ts';

/** `koplieta statements …`: data sets in which grantors state what their own systems keep. */
export function addStatementsCommand(program: Command): void {
  const kind = () => new Argument('<kind>', 'what it states').choices([...STATEMENT_KINDS]);
  const statements = program
    .command('statements')
    .description("grants and instructions from grantors' own systems");
  statements
    .command('definition')
    .description('print the text of the data set for a grantor')
    .addArgument(kind())
    .argument('<institution>', 'code of the grantor')
    .action((which: StatementKind, institution: string) => {
      process.stdout.write(statementText(which, institution));
    });
  statements
    .command('follow')
    .description('follow a published data set as what its institution states')
    .argument('<code@version>', 'as in m-0099000-grants@1', readName)
    .addArgument(kind())
    .action((name: { code: string; version: number }, which: StatementKind) =>
      withInstallation('statements follow', async ({ context }) => {
        const { code: dataSet, version } = name;
        await addStatementSource(context, { dataSet, version, kind: which });
        console.log(`${dataSet}@${version}: followed from now on.`);
      }),
    );
  statements
    .command('list')
    .description('print the data sets that are followed, and how far')
    .action(() =>
      withInstallation('statements list', async ({ context }) => {
        for (const one of await listStatementSources(context)) {
          console.log(`${one.dataSet}@${one.version}  ${one.kind}, up to change ${one.position}`);
        }
      }),
    );
}
