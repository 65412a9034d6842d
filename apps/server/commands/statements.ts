import { Argument, type Command } from 'commander';
import {
  addStatementSource,
  confirmAbsentGrants,
  listStatementSources,
  STATEMENT_KINDS,
  type StatementKind,
  statementText,
} from '../../../modules/entitlements/index.ts';
import { withInstallation } from '../with-installation.ts';
import { readCount, readName } from './data-sets/read-name.ts';

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
          const { dataSet, version, kind: which, position, absentCount, absentHeld } = one;
          const absent =
            absentCount === null
              ? ''
              : `  ABSENT ${absentCount} of ${absentHeld} grants: confirm that they end`;
          console.log(`${dataSet}@${version}  ${which}, up to change ${position}${absent}`);
        }
      }),
    );
  statements
    .command('confirm')
    .description('confirm that so many grants end which stand in no record of the grantor')
    .argument('<code@version>', 'as in m-0099000-grants@1', readName)
    .argument('<absent>', 'how many they are', readCount)
    .action((name: { code: string; version: number }, absent: number) =>
      withInstallation('statements confirm', async ({ context }) => {
        const { code: dataSet, version } = name;
        await confirmAbsentGrants(context, { dataSet, version, absent });
        console.log(`${dataSet}@${version}: confirmed; who follows it ends them now.`);
      }),
    );
}
