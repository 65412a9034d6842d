import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { getDraft, readCodeNames, readProposal } from '../../../../modules/reliefs/index.ts';
import { previewProposal } from '../../../../modules/transactions/index.ts';
import type { Context } from '../../../../platform/context.ts';
import { previewText } from './preview-text.ts';
import { withOfficial } from './with-official.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Options {
  lv?: true;
  json?: true;
}

/** `koplieta reliefs preview`: what a text would do, before or after it is drafted. */
export function addPreviewCommand(reliefs: Command): void {
  reliefs
    .command('preview')
    .description('say what a relief or a definition would do: who gains, who loses, what it costs')
    .argument('<draft>', 'id of a draft, or a file')
    .option('--lv', 'say it in Latvian')
    .option('--json', 'print it as JSON')
    .action((draft: string, options: Options) =>
      withOfficial('reliefs preview', async (context, { progress }) => {
        const proposals = await readProposal(context, await textOf(context, draft));
        const previews = await progress.step('Asking of the whole population', (tell) =>
          previewProposal(context, proposals, ({ relief, done, of }) =>
            tell(`${relief}: ${Math.round((done / of) * 100)} %`),
          ),
        );
        if (options.json) return console.log(JSON.stringify({ previews }, null, 2));
        const names = await readCodeNames(context);
        for (const one of previews) {
          console.log(previewText(one, names, options.lv ? 'lv' : 'en'));
        }
        if (previews.length === 0) console.log('No published relief uses it: nobody is concerned.');
      }),
    );
}

async function textOf(context: Context, draft: string): Promise<string> {
  return UUID.test(draft) ? (await getDraft(context, draft)).text : readFileSync(draft, 'utf8');
}
