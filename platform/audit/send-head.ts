import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { readHeads, writeHead } from './head.ts';
import { findBlock, findLastBlock } from './sql/blocks.ts';

/** Where heads go: to a folder on another disk, to an address, or both. */
export interface HeadPlaces {
  folder?: string | undefined;
  url?: string | undefined;
}

const FILE = /^audit-heads-\d{4}-\d{2}\.jsonl$/;
const POST_TIMEOUT_MS = 10_000;

/**
 * Sends the head of the chain to where nobody who has the database can change it. The last head of the
 * folder must still be a block of the chain: else the chain was cut off or written anew, and nothing more is
 * added. One place that fails does not keep the other from its head; then it throws.
 */
export async function sendHead(
  { db, keys }: Pick<Context, 'db' | 'keys'>,
  { folder, url }: HeadPlaces,
): Promise<void> {
  const block = await findLastBlock(db);
  if (!block) return;
  const line = writeHead(block);
  const month = block.sealedAt.toISOString().slice(0, 7);
  const sent = await Promise.allSettled([
    folder === undefined ? undefined : append({ db, keys }, { folder, month, line }),
    url === undefined ? undefined : post(url, line),
  ]);
  const failures = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'The head of the audit was not sent');
}

/** The folder is not made here: where a disk is not mounted, heads would lie beside the database unnoticed. */
async function append(
  { db, keys }: Pick<Context, 'db' | 'keys'>,
  to: { folder: string; month: string; line: string },
): Promise<void> {
  const newest = (await readdir(to.folder))
    .filter((name) => FILE.test(name))
    .sort()
    .at(-1);
  const before = newest === undefined ? '' : await readFile(join(to.folder, newest), 'utf8');
  const last = readHeads(before, keys.auditKey).heads.at(-1);
  if (last && (await findBlock(db, last.number))?.hash.toString('hex') !== last.hash) {
    throw new Error(`Block ${last.number}, which was sent, is no longer in the audit`);
  }
  if (before.trimEnd().endsWith(to.line)) return;
  const name = `audit-heads-${to.month}.jsonl`;
  const isCutOff = name === newest && !before.endsWith('\n');
  await appendFile(join(to.folder, name), `${isCutOff ? '\n' : ''}${to.line}\n`, { flush: true });
}

async function post(url: string, line: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: line,
    redirect: 'error',
    signal: AbortSignal.timeout(POST_TIMEOUT_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The receiver of heads answered ${answer.status}`);
}
