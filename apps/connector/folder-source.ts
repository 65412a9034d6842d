import type { Dirent } from 'node:fs';
import { lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Refusal } from '../../platform/errors/refusal.ts';
import { contentTypeOf, formOfName } from '../../platform/files/file-form.ts';
import { type OpenFile, openFile, uploadName } from '../../platform/files/open-file.ts';
import type { FolderSource } from './config.ts';
import { ConnectorFailure } from './connector-failure.ts';
import type { TakenFile } from './connector-state.ts';
import { eraOf } from './platform-client.ts';
import { readDuration } from './schedule.ts';
import { type Counts, count, type SourceRun } from './source-run.ts';

/** Files of one run; what is left is for the next. */
const FILES_MAX = 10_000;

/** Refusals that another attempt with the same file would get again; all others may pass. */
const OF_THE_FILE = /^(file|csv|json|workbook|compressed)-|^upload-(ended|differs|too-many-bad)$/;

interface Found {
  file: string;
  bytes: number;
  modifiedMs: number;
}

/**
 * Sends the files of a folder that are new or have changed, the oldest first. A file is known by its
 * content, and its upload is called so: whatever ends this process, it is taken once.
 */
export async function runFolder(source: FolderSource, run: SourceRun): Promise<Counts> {
  const folder = await openFolder(source, run);
  const found = await listFiles(folder, source, run);
  const fingerprint = eraOf(await run.client.describe(run.dataSet));
  const before = run.state.of(run.name);
  const known = (before.fingerprint === fingerprint && before.files) || {};
  forgetGone(found, known, run);
  const counts: Counts = new Map();
  const failures: string[] = [];
  for (const one of found) {
    run.signal.throwIfAborted();
    const held = known[one.file];
    let taken = held && isSame(held, one) ? held : undefined;
    if (!taken) {
      taken = await takeFile(join(folder, one.file), one, { source, run, known, counts });
      if (!taken) continue;
      if (taken.outcome !== 'complete') failures.push(`${one.file}: ${taken.outcome}`);
      known[one.file] = taken;
      run.state.keep(run.name, { fingerprint, files: known });
    }
    if (source.moveTo && taken.outcome === 'complete') {
      await moveAway(folder, source.moveTo, taken, one);
    }
  }
  if (failures.length > 0) throw new ConnectorFailure(`Not taken: ${failures.join('; ')}.`);
  return counts;
}

/** Checks that the folder is there. */
export async function checkFolder(source: FolderSource, run: SourceRun): Promise<void> {
  await run.client.describe(run.dataSet);
  await openFolder(source, run);
}

async function openFolder({ path }: FolderSource, run: SourceRun): Promise<string> {
  const folder = resolve(run.folder, path);
  const entry = await lstat(folder).catch(() => undefined);
  if (!entry?.isDirectory()) throw new ConnectorFailure(`There is no folder ${folder}.`);
  return folder;
}

/** Files of the pattern that nobody has written to for a while; no links, no folders. */
async function listFiles(folder: string, source: FolderSource, run: SourceRun): Promise<Found[]> {
  const pattern = patternOf(source.files);
  const settledMs = run.now().getTime() - readDuration(source.settle);
  const entries = await readdir(folder, { withFileTypes: true });
  const isOurs = (entry: Dirent) => entry.isFile() && pattern.test(entry.name);
  const found: Found[] = [];
  for (const { name } of entries.filter(isOurs)) {
    const entry = await lstat(join(folder, name)).catch(() => undefined);
    if (!entry?.isFile() || entry.mtimeMs > settledMs) continue;
    found.push({ file: name, bytes: entry.size, modifiedMs: entry.mtimeMs });
  }
  found.sort((a, b) => a.modifiedMs - b.modifiedMs || (a.file < b.file ? -1 : 1));
  return found.slice(0, FILES_MAX);
}

/** `*` is anything, `?` one letter; the rest is as it stands. Compressed files are meant too. */
function patternOf(files: string): RegExp {
  const escaped = files.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}(\\.gz)?$`);
}

/** What is known of files that are there no more is let go, so that it does not grow for ever. */
function forgetGone(found: readonly Found[], known: Record<string, TakenFile>, run: SourceRun) {
  if (found.length === FILES_MAX) return;
  const there = new Set(found.map(({ file }) => file));
  const gone = Object.keys(known).filter((file) => !there.has(file));
  if (gone.length === 0) return;
  for (const file of gone) delete known[file];
  run.state.keep(run.name, { files: known });
}

function isSame(before: TakenFile, { bytes, modifiedMs }: Found): boolean {
  return before.bytes === bytes && before.modifiedMs === modifiedMs;
}

interface Taking {
  source: FolderSource;
  run: SourceRun;
  known: Readonly<Record<string, TakenFile>>;
  counts: Counts;
}

/** Undefined: the file is being written to, and waits for the next run; or another connector took it. */
async function takeFile(path: string, one: Found, taking: Taking): Promise<TakenFile | undefined> {
  const { run, known } = taking;
  let file: OpenFile | undefined;
  try {
    file = await openFile(path);
    const { digest } = file;
    const held = known[one.file];
    const outcome = held?.digest === digest ? held.outcome : await sendFile(file, one, taking);
    const { bytes, modifiedMs } = one;
    return { bytes, modifiedMs, digest, outcome };
  } catch (error) {
    if (isGone(error)) return undefined;
    if (!(error instanceof Refusal)) throw error;
    run.say(`${one.file}: left for later (${error.code})`);
    return undefined;
  } finally {
    await file?.close();
  }
}

/** `complete`, or why the file is not taken as it is: then it is not tried again until it changes. */
async function sendFile(
  file: OpenFile,
  { file: name, modifiedMs }: Found,
  { source, run, counts }: Taking,
): Promise<string> {
  const { mode, allOrNothing, encoding, delimiter } = source;
  const contentType = contentTypeOf(formOfName(name, { encoding, delimiter }));
  const gzip: Record<string, string> = /\.gz$/i.test(name) ? { 'content-encoding': 'gzip' } : {};
  const takenAt: Record<string, string> =
    mode === 'snapshot' ? { takenAt: new Date(modifiedMs).toISOString() } : {};
  const upload = {
    name: uploadName(name, file.digest),
    options: { mode, allOrNothing: String(allOrNothing), ...takenAt },
    headers: { 'content-type': contentType, ...gzip },
  };
  run.say(`sends ${name}`);
  try {
    const report = await run.client.sendUpload(run.dataSet, upload, file.chunks());
    const { state, changed, added, ...numbers } = report;
    for (const [outcome, number] of Object.entries(numbers)) count(counts, outcome, number);
    if (state === 'waiting') {
      const { removed } = report;
      return `waits, since it would remove ${removed} records, change ${changed} and add ${added}`;
    }
    return state;
  } catch (error) {
    const code = error instanceof ConnectorFailure ? (error.code ?? '') : '';
    if (!OF_THE_FILE.test(code)) throw error;
    run.say(`${name}: refused (${code})`);
    return code;
  }
}

/**
 * Never over a file that is there, nor one that somebody still writes to: what is written meanwhile comes at
 * the next run. Of two with one name, the second gets its content's name too.
 */
async function moveAway(folder: string, moveTo: string, { digest }: TakenFile, found: Found) {
  const { file, bytes, modifiedMs } = found;
  const now = await lstat(join(folder, file)).catch(() => undefined);
  if (now?.size !== bytes || now.mtimeMs !== modifiedMs) return;
  const target = join(folder, moveTo);
  await mkdir(target, { recursive: true });
  const entry = await lstat(target);
  if (!entry.isDirectory()) throw new ConnectorFailure(`${target} is no folder.`);
  const taken = await lstat(join(target, file)).catch(() => undefined);
  const name = taken ? `${digest.slice(0, 16)}-${file}` : file;
  await rename(join(folder, file), join(target, name)).catch((error) => {
    if (!isGone(error)) throw error;
  });
}

/** Whether a file is there no more: another connector of the same folder has moved it. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
