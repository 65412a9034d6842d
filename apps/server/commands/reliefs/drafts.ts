import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  addDraft,
  type DescribedDraft,
  describeDrafts,
  listDrafts,
  publishDraft,
  rejectDraft,
  reviewDraft,
  withdrawRelief,
} from '../../../../modules/reliefs/index.ts';
import { readDay } from '../read-day.ts';
import { readId } from '../read-id.ts';
import { publishedText } from './import.ts';
import { withOfficial } from './with-official.ts';

/** Drafts of reliefs, from their writing to their publication, as the official of the environment. */
export function addDraftCommands(reliefs: Command): void {
  addWritingCommands(reliefs);
  addDecidingCommands(reliefs);
}

function addWritingCommands(reliefs: Command): void {
  reliefs
    .command('draft')
    .description('draft the text of a relief, for another official to review')
    .argument('<file>')
    .option('--retroactive <reason>', 'why it is to hold on days that are past')
    .action((file: string, { retroactive }: { retroactive?: string }) =>
      withOfficial('reliefs draft', async (context) => {
        const text = readFileSync(file, 'utf8');
        const stated = { text, retroactiveReason: retroactive };
        const { id, code } = await addDraft(context, stated);
        console.log(`${code}: draft ${id} waits for a review.`);
      }),
    );
  reliefs
    .command('withdraw')
    .description('draft the end of a published relief: from a day on nobody gets it')
    .argument('<relief>', 'code')
    .argument('<day>', 'first day without it, YYYY-MM-DD', readDay)
    .action((code: string, from: string) =>
      withOfficial('reliefs withdraw', async (context) => {
        const { id } = await withdrawRelief(context, { code, from });
        console.log(`${code}: draft ${id} ends it on ${from}, and waits for a review.`);
      }),
    );
  reliefs
    .command('drafts')
    .description('print the drafts of your organisation, the newest first')
    .action(() =>
      withOfficial('reliefs drafts', async (context) => {
        const drafts = await describeDrafts(context, await listDrafts(context));
        for (const draft of drafts) console.log(lineOf(draft));
        if (drafts.length === 0) console.log('There are no drafts.');
      }),
    );
}

function addDecidingCommands(reliefs: Command): void {
  reliefs
    .command('review')
    .description('say that a draft of another official may be published')
    .argument('<draft>', 'id', readId)
    .action((id: string) =>
      withOfficial('reliefs review', async (context) => {
        await reviewDraft(context, id);
        console.log('Reviewed. It can be published.');
      }),
    );
  reliefs
    .command('reject')
    .description('turn a draft down, or take your own back')
    .argument('<draft>', 'id', readId)
    .requiredOption('--reason <text>', 'for its author')
    .action((id: string, { reason }: { reason: string }) =>
      withOfficial('reliefs reject', async (context) => {
        await rejectDraft(context, { id, reason });
        console.log('Rejected. A new draft can be written.');
      }),
    );
  reliefs
    .command('publish')
    .description('publish a draft that was reviewed; its versions never change again')
    .argument('<draft>', 'id', readId)
    .action((id: string) =>
      withOfficial('reliefs publish', async (context) => {
        console.log(publishedText(await publishDraft(context, id)));
        console.log('A running server computes within minutes who has what changed.');
      }),
    );
}

function lineOf({
  id,
  kind,
  code,
  status,
  drafted,
  reviewed,
  rejected,
  published,
}: DescribedDraft) {
  const acts = [
    `drafted by ${drafted.by}`,
    reviewed && `reviewed by ${reviewed.by}`,
    rejected && `rejected by ${rejected.by}: ${rejected.reason}`,
    published && `published by ${published.by}`,
  ];
  return `${id}  ${status.padEnd(9)}  ${kind} ${code}: ${acts.filter(Boolean).join(', ')}`;
}
