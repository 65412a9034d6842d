import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { listQuarantine, replayQuarantined } from '../../../../modules/exchange/index.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import { sentenceOf } from '../../sentence-of.ts';
import { withInstallation } from '../../with-installation.ts';
import { readName, type VersionName } from './read-name.ts';

const PAGE = 200;

/** What `quarantine` prints, its change mended; without one, as it came. */
const Mended = z.object({ id: z.uuid(), change: z.unknown().optional() });
type Mended = z.infer<typeof Mended>;

/** `koplieta data-sets quarantine` and `replay`: refused records out to a file, and mended in again. */
export function addQuarantineCommands(dataSets: Command): void {
  dataSets
    .command('quarantine')
    .description('print refused records with their reasons, as they came: a line of JSON for each')
    .argument('<code@version>', 'as in izm-documents@1', readName)
    .action(print);
  dataSets
    .command('replay')
    .description('apply refused records again, as they came or mended')
    .argument('<code@version>', 'as in izm-documents@1', readName)
    .argument('<file>', 'lines of "quarantine", each with its "change" mended', readLines)
    .action(replay);
}

async function print(name: VersionName): Promise<void> {
  await withInstallation('data-sets quarantine', async ({ context }) => {
    for (let after: string | null = null; ; ) {
      const page = await listQuarantine(context, name, { after, limit: PAGE });
      for (const { text, ...record } of page) {
        // What is JSON stands in its change, and is mended there.
        console.log(JSON.stringify('change' in record ? record : { ...record, text }));
      }
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) break;
    }
  });
}

async function replay(name: VersionName, lines: readonly Mended[]): Promise<void> {
  await withInstallation('data-sets replay', async ({ context }) => {
    for (const line of lines) {
      try {
        const { outcome } = await replayQuarantined(context, name, line);
        console.log(`${line.id}: ${outcome}`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { problems = [] } = error.details ?? {};
        console.error(`${line.id}: ${await sentenceOf(new Refusal(error.code))}`);
        for (const { path, en } of problems as { path: string; en: string }[]) {
          console.error(`  ${path || 'the record'}: ${en}`);
        }
        process.exitCode = 1;
      }
    }
  });
}

function readLines(path: string): Mended[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.filter((line) => line.trim() !== '').map((line) => Mended.parse(JSON.parse(line)));
  } catch {
    throw new InvalidArgumentError(
      'The file holds lines as "koplieta data-sets quarantine" prints.',
    );
  }
}
