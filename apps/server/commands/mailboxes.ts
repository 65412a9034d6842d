import type { Command } from 'commander';
import {
  closeMailbox,
  listDeadLetters,
  listMailboxes,
  replayDeadLetter,
  turnWebhook,
} from '../../../modules/exchange/index.ts';
import type { Context } from '../../../platform/context.ts';
import { withInstallation } from '../with-installation.ts';
import { readId } from './read-id.ts';

const PAGE = 200;

/** `koplieta mailboxes …`: who follows what, and how far they have come; never what is in them. */
export function addMailboxesCommand(program: Command): void {
  const mailboxes = program
    .command('mailboxes')
    .description('subscriptions of information systems, and their webhooks');
  mailboxes
    .command('list')
    .description('print all mailboxes: what they follow, how far behind they are, their webhooks')
    .action(list);
  act(mailboxes, 'close', 'end a subscription, with its webhook and dead letters', closeMailbox);
  act(mailboxes, 'pause', 'send nothing to a webhook until it is resumed', (context, id) =>
    turnWebhook(context, id, 'paused'),
  );
  act(mailboxes, 'resume', 'let a webhook go on where it was paused or stopped', (context, id) =>
    turnWebhook(context, id, 'active'),
  );
  mailboxes
    .command('dead-letters')
    .description('print what a mailbox did not get')
    .argument('<id>', 'of the mailbox', readId)
    .action(printDeadLetters);
  mailboxes
    .command('replay')
    .description('send a dead letter to the webhook again, before what is new')
    .argument('<id>', 'of the mailbox', readId)
    .argument('<dead letter>', 'its id', readId)
    .action((id: string, letter: string) =>
      withInstallation('mailboxes replay', async ({ context }) => {
        await replayDeadLetter(context, id, letter);
        console.log('It is sent again soon.');
      }),
    );
}

function act(
  mailboxes: Command,
  name: string,
  description: string,
  work: (context: Context, id: string) => Promise<void>,
): void {
  mailboxes
    .command(name)
    .description(description)
    .argument('<id>', 'of the mailbox', readId)
    .action((id: string) =>
      withInstallation(`mailboxes ${name}`, async ({ context }) => {
        await work(context, id);
        console.log(`${id}: done.`);
      }),
    );
}

async function list(): Promise<void> {
  await withInstallation('mailboxes list', async ({ context }) => {
    for (let after: string | null = null; ; ) {
      const page = await listMailboxes(context, { after, limit: PAGE });
      for (const { id, dataSet, topic, position, newest, webhook } of page) {
        const follows = dataSet ? `${dataSet.code}@${dataSet.version}` : (topic?.code ?? '');
        const sent = webhook ? `, webhook ${webhook}` : '';
        console.log(`${id}  ${follows}  ${newest - position} behind${sent}`);
      }
      const last: string | undefined = page.at(-1)?.id;
      if (!last || page.length < PAGE) break;
      after = last;
    }
  });
}

async function printDeadLetters(id: string): Promise<void> {
  await withInstallation('mailboxes dead-letters', async ({ context }) => {
    for (let after: string | null = null; ; ) {
      const page = await listDeadLetters(context, id, { after, limit: PAGE });
      for (const letter of page) {
        const waiting = letter.isWaiting ? ', is sent again soon' : '';
        const range = `positions ${letter.after + 1} to ${letter.end}`;
        console.log(`${letter.id}  ${letter.reason}  ${range}${waiting}`);
      }
      const last: string | undefined = page.at(-1)?.id;
      if (!last || page.length < PAGE) break;
      after = last;
    }
  });
}
