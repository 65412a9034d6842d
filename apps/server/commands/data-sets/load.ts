import { lstatSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { confirmUpload, takeUpload, type Upload } from '../../../../modules/exchange/index.ts';
import type { Context } from '../../../../platform/context.ts';
import { type CsvOptions, formOfName } from '../../../../platform/files/file-form.ts';
import { openFile, uploadName } from '../../../../platform/files/open-file.ts';
import { withInstallation } from '../../with-installation.ts';
import { readCount, readName, type VersionName } from './read-name.ts';

interface Options extends CsvOptions {
  snapshot?: Date;
  allOrNothing?: true;
  name?: string;
}

/** `koplieta data-sets load` and `confirm`: files of records into a data set, on the server itself. */
export function addLoadCommands(dataSets: Command): void {
  dataSets
    .command('load')
    .description(
      'load files of records: NDJSON, JSON, CSV or XLSX, also with .gz; or folders of them',
    )
    .argument('<code@version>', 'as in izm-documents@1', readName)
    .argument('<paths...>')
    .option('--encoding <name>', 'of CSV: utf-8, utf-16le, windows-1257 or iso-8859-13')
    .option('--delimiter <sign>', 'of CSV: comma, semicolon, tab or bar')
    .option('--snapshot <instant>', 'the file names all records that there were then', readInstant)
    .option('--all-or-nothing', 'store nothing when one record is bad')
    .option('--name <name>', 'of the upload; by the name and content of the file when not stated')
    .action(load);
  dataSets
    .command('confirm')
    .description('confirm that a snapshot may remove, change and add so many records, and apply it')
    .argument('<code@version>', 'as in izm-documents@1', readName)
    .argument('<upload>', 'its name')
    .argument('<removed>', 'how many records it may remove', readCount)
    .argument('<changed>', 'how many records it may change', readCount)
    .argument('<added>', 'how many records it may add', readCount)
    .action((name: VersionName, id: string, removed: number, changed: number, added: number) =>
      withInstallation('data-sets confirm', async ({ context }) =>
        tell(await confirmUpload(context, name, { id, removed, changed, added })),
      ),
    );
}

async function load(name: VersionName, paths: readonly string[], options: Options): Promise<void> {
  const files = paths.flatMap(filesOf);
  const { snapshot, name: uploadId } = options;
  if (files.length > 1 && (snapshot || uploadId)) {
    throw new Error('A snapshot, or an upload with a name, is one file.');
  }
  await withInstallation('data-sets load', async ({ context }) => {
    for (const file of files) tell(await loadFile(context, name, file, options));
  });
}

async function loadFile(
  context: Context,
  name: VersionName,
  path: string,
  options: Options,
): Promise<Upload> {
  const form = formOfName(path, options);
  const file = await openFile(path);
  try {
    const sent = {
      ...{ id: options.name ?? uploadName(basename(path), file.digest), form, fromLine: 1 },
      ...{ mode: options.snapshot ? ('snapshot' as const) : ('changes' as const) },
      ...{ takenAt: options.snapshot ?? null, allOrNothing: options.allOrNothing ?? false },
      gzip: path.toLowerCase().endsWith('.gz'),
    };
    return await takeUpload(context, name, sent, file.chunks());
  } finally {
    await file.close();
  }
}

/** A folder is the files in it whose form is known by their names, in the order of those. */
function filesOf(path: string): string[] {
  if (!lstatSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ndjson|jsonl|json|csv|xlsx)(\.gz)?$/i.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort();
}

function tell({ id, state, refusedFor, ...upload }: Upload): void {
  const { lastLine, stored, unchanged, late, quarantined, removed, changed, added, sample } =
    upload;
  console.log(
    `${id}: ${refusedFor ? `${state} (${refusedFor})` : state}, up to line ${lastLine}: ` +
      `${stored} stored, ${unchanged} unchanged, ` +
      `${late} late, ${quarantined} in quarantine, ${removed} removed`,
  );
  if (state === 'waiting') {
    console.error(
      `It would remove ${removed}, change ${changed} and add ${added} records: ` +
        '"koplieta data-sets confirm" lets it.',
    );
    for (const field of sample?.fields ?? []) {
      console.error(
        `  ${field.name}: emptied in ${field.emptied}, changed in ${field.changed} of ${sample?.records} compared`,
      );
    }
  }
  if (state !== 'complete') process.exitCode = 1;
}

function readInstant(text: string): Date {
  const instant = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) {
    throw new InvalidArgumentError('Write an instant as 2026-03-11T03:00:00+02:00.');
  }
  return new Date(instant);
}
