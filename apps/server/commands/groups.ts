import { createReadStream } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  addGroup,
  confirmList,
  GROUP_KEEPERS,
  type GroupKeeper,
  listLists,
  listOwnersGroups,
  type MemberList,
  proposeList,
  rejectList,
} from '../../../modules/entitlements/index.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { formOfName } from '../../../platform/files/file-form.ts';
import { readId } from './read-id.ts';
import { withOfficial } from './reliefs/with-official.ts';

interface LoadOptions {
  additions?: true;
  encoding?: string;
  delimiter?: string;
}

/** `koplieta groups …`: recipient groups and their lists, as the official of the environment. */
export function addGroupsCommand(program: Command): void {
  const groups = program
    .command('groups')
    .description('recipient groups and lists of their members, as an official');
  groups
    .command('list')
    .description('print the groups of your organisation')
    .action(() =>
      withOfficial('groups list', async (context) => {
        for (const { code, name, keptBy } of await listOwnersGroups(context)) {
          console.log(`${code}  ${name.en}, kept by ${keptBy}`);
        }
      }),
    );
  groups
    .command('add')
    .description('add a recipient group, about which instructions can ask')
    .argument('<code>', 'small letters, digits and hyphens')
    .requiredOption('--lv <name>', 'in Latvian')
    .requiredOption('--en <name>', 'in English')
    .addOption(
      new Option('--kept-by <who>', 'list: its keeper says who is in it; consent: persons join')
        .choices([...GROUP_KEEPERS])
        .default('list'),
    )
    .option('--grantor <code>', 'who keeps it, when you are an official of the operator')
    .action(
      (code: string, options: { lv: string; en: string; keptBy: GroupKeeper; grantor?: string }) =>
        withOfficial('groups add', async (context) => {
          const { lv, en, keptBy, grantor } = options;
          await addGroup(context, { code, name: { lv, en }, keptBy, grantor });
          console.log(`${code}: added.`);
        }),
    );
  addListCommands(groups);
}

function addListCommands(groups: Command): void {
  groups
    .command('load')
    .description('upload who is in a group, CSV or XLSX; another official confirms it')
    .argument('<group>', 'code')
    .argument('<file>', 'with a heading: personalCode, and from and to where days are stated')
    .option('--additions', 'who is not in the file stays a member')
    .option('--encoding <name>', 'of CSV: utf-8, windows-1257 …')
    .option('--delimiter <sign>', 'of CSV: comma, semicolon, tab or bar')
    .action((group: string, file: string, { additions, ...form }: LoadOptions) =>
      withOfficial('groups load', async (context) => {
        const mode = additions ? ('additions' as const) : ('snapshot' as const);
        const asked = { group, mode, form: formOfName(file, form) };
        const list = await proposeList(context, asked, createReadStream(file)).catch(tellRows);
        console.log(textOf(list));
        tellProblems(list.problems);
      }),
    );
  groups
    .command('lists')
    .description('print the lists that were uploaded for a group, the newest first')
    .argument('<group>', 'code')
    .action((group: string) =>
      withOfficial('groups lists', async (context) => {
        for (const list of await listLists(context, group)) console.log(textOf(list));
      }),
    );
  groups
    .command('confirm')
    .description('confirm a list of another official: memberships change from today on')
    .argument('<list>', 'id', readId)
    .option('--ended <number>', 'how many memberships it ends, when they are many', readNumber)
    .action((id: string, { ended }: { ended?: number }) =>
      withOfficial('groups confirm', async (context) => {
        console.log(textOf(await confirmList(context, { id, ended })));
      }),
    );
  groups
    .command('reject')
    .description('turn a list down, or take your own back')
    .argument('<list>', 'id', readId)
    .action((id: string) =>
      withOfficial('groups reject', async (context) => {
        await rejectList(context, id);
        console.log('Rejected. A new list can be uploaded.');
      }),
    );
}

function textOf({ id, group, mode, status, members, added, ended, refused }: MemberList): string {
  return (
    `${group}: list ${id} (${mode}) is ${status}; ${members} members, ` +
    `${added} added, ${ended} ended, ${refused} rows refused.`
  );
}

function tellProblems(problems: MemberList['problems']): void {
  for (const { row, code } of problems) console.error(`row ${row}: ${code}`);
}

/** Which rows are wrong comes before the sentence that the list is refused. */
function tellRows(error: unknown): never {
  if (error instanceof Refusal && error.code === 'list-rows-wrong') {
    tellProblems(error.details.problems as MemberList['problems']);
  }
  throw error;
}

function readNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a number.');
  return Number(text);
}
