import type { Command } from 'commander';
import {
  loadClassifiers,
  readClassifiers,
  readContentFiles,
} from '../../../../modules/classifiers/index.ts';
import {
  addDraft,
  fillCatalogue,
  importReliefs,
  type PublishedChange,
  type ReliefFile,
} from '../../../../modules/reliefs/index.ts';
import type { Context } from '../../../../platform/context.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Installation } from '../../open-installation.ts';
import { withInstallation } from '../../with-installation.ts';
import { readReliefPaths } from './relief-paths.ts';
import { officialContext, tellingProblems } from './with-official.ts';

/** `koplieta reliefs import`: publishes into an empty catalogue or the simulated country; else drafts. */
export function addImportCommand(reliefs: Command): void {
  reliefs
    .command('import')
    .description('fill an empty catalogue, or that of the simulated country; otherwise make drafts')
    .argument('[files...]')
    .action((paths: string[]) =>
      withInstallation('reliefs import', (installation) =>
        tellingProblems(() => importFiles(installation, readReliefPaths(paths))),
      ),
    );
}

async function importFiles(installation: Installation, files: ReliefFile[]): Promise<void> {
  const { config, context } = installation;
  // As the start does: an installation that never started has none yet.
  await loadClassifiers(context, readContentFiles({ vocabulary: config.vocabulary }));
  const classifiers = await readClassifiers(context);
  const published = config.simulated
    ? await importReliefs(context, files, classifiers)
    : await fillCatalogue(context, files, classifiers);
  if (published) tellPublished(published);
  else await draftFiles(await officialContext(installation), files);
}

function tellPublished(published: readonly PublishedChange[]): void {
  for (const one of published) console.log(publishedText(one));
  if (published.length === 0) console.log('Everything is published already.');
  else console.log('Now run `koplieta recompute`, so that people get what changed.');
}

/** One line: what was published of a relief. */
export function publishedText({ code, versionsAdded, versionsEnded }: PublishedChange): string {
  const added = versionsAdded.map((version) => `version ${version} added`);
  const ended = versionsEnded.map(({ version, to }) => `version ${version} ends on ${to}`);
  return `${code}: ${[...added, ...ended].join(', ') || 'texts renewed'}`;
}

async function draftFiles(context: Context, files: readonly ReliefFile[]): Promise<void> {
  for (const { file, text } of files) {
    try {
      const { id, code } = await addDraft(context, { text });
      console.log(`${code}: draft ${id} waits for a review.`);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'draft-without-change') throw error;
      console.log(`${file}: everything is published already.`);
    }
  }
}
