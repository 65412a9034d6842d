import type { Context } from '../context.ts';
import type { Database } from '../database/database.ts';
import {
  type AuditBlock,
  hashBlock,
  hashRecords,
  isSigned,
  NO_DIGEST,
  NOTHING,
} from './audit-block.ts';
import { contentDigest, recordDigest } from './audit-record.ts';
import type { NotedHead } from './head.ts';
import { listBlocks } from './sql/blocks.ts';
import {
  countUnsealed,
  listRepeatedRecords,
  listStrayRecords,
  readRecords,
  type StoredRecord,
} from './sql/records.ts';

export interface AuditVerdict {
  blocks: number;
  /** Records in blocks. */
  records: number;
  /** Records that wait for the sealer. */
  unsealed: number;
  /** The last block: note its hash elsewhere, and a chain cut off at its end shows. */
  head: { number: number; hash: string; sealedAt: Date } | undefined;
  /** What does not fit, as sentences; the first hundred. None: everything is as it was written. */
  findings: string[];
}

const FINDINGS_MAX = 100;
const BLOCKS_PAGE = 10;
const RECORDS_PAGE = 1_000;

/**
 * Checks every block and every record, in one snapshot of the database and in bounded memory.
 *
 * @param noted blocks that the chain must still hold
 */
export async function verifyAudit(
  context: Pick<Context, 'db' | 'keys'>,
  noted: readonly NotedHead[] = [],
): Promise<AuditVerdict> {
  return await context.db.transaction(async (db) => {
    await db.query('set transaction isolation level repeatable read, read only');
    const verdict: AuditVerdict = {
      blocks: 0,
      records: 0,
      unsealed: await countUnsealed(db),
      head: undefined,
      findings: [],
    };
    const [shared] = await db.query<{ snapshot: string }>(
      'select pg_export_snapshot() as snapshot',
    );
    // Another session of the database looks for strays while the chain is hashed here.
    const strays = findStrays(context.db, shared?.snapshot ?? '');
    strays.catch(() => {});
    await walkChain(db, verdict, { ...context, noted });
    for (const sentence of await strays) find(verdict, sentence);
    return verdict;
  });
}

async function walkChain(
  db: Database,
  verdict: AuditVerdict,
  { keys, noted }: Pick<Context, 'keys'> & { noted: readonly NotedHead[] },
): Promise<void> {
  const hashes = hashesByNumber(noted);
  let digests: string[] = [];
  let explained = false;
  for await (const { block, ids, records, isLast } of oneAhead(pagesOf(db))) {
    for (const id of ids) {
      const record = records.get(id);
      digests.push(record?.digest ?? NO_DIGEST);
      const fault = record ? faultOf(record) : 'is missing';
      if (!fault) continue;
      explained = true;
      find(verdict, `Record ${id} of block ${block.number} ${fault}.`);
    }
    if (!isLast) continue;
    if (!explained && !hashRecords(block.recordIds, digests).equals(block.recordsHash)) {
      find(verdict, `Records of block ${block.number} were changed, added, removed or reordered.`);
    }
    checkLink(block, verdict, { keys, hashes });
    digests = [];
    explained = false;
  }
  const last = Math.max(0, ...hashes.keys());
  if ((verdict.head?.number ?? 0) < last) {
    find(verdict, `The chain ends before block ${last}, which was noted.`);
  }
}

function hashesByNumber(noted: readonly NotedHead[]): Map<number, string[]> {
  const hashes = new Map<number, string[]>();
  for (const { number, hash } of noted) {
    hashes.set(number, [...(hashes.get(number) ?? []), hash]);
  }
  return hashes;
}

/** Checks what a block says of itself, and makes it the head of what is proven. */
function checkLink(
  block: AuditBlock,
  verdict: AuditVerdict,
  { keys, hashes }: Pick<Context, 'keys'> & { hashes: ReadonlyMap<number, string[]> },
) {
  const expected = (verdict.head?.number ?? 0) + 1;
  if (block.number !== expected) {
    const last = block.number - 1;
    const gone = last === expected ? `Block ${last} is` : `Blocks ${expected} to ${last} are`;
    find(verdict, `${gone} missing.`);
  }
  const previousHash = verdict.head?.hash ?? NOTHING.toString('hex');
  if (block.previousHash.toString('hex') !== previousHash) {
    find(verdict, `Block ${block.number} does not follow the block before it.`);
  }
  if (!hashBlock(block).equals(block.hash)) {
    find(verdict, `Block ${block.number} was changed.`);
  } else if (!isSigned(block, keys.auditKey)) {
    find(verdict, `Block ${block.number} was not signed by this installation.`);
  }
  const hash = block.hash.toString('hex');
  if (hashes.get(block.number)?.some((one) => one !== hash)) {
    find(verdict, `Block ${block.number} is not the one that was noted.`);
  }
  verdict.blocks += 1;
  verdict.records += block.recordIds.length;
  verdict.head = { number: block.number, hash, sealedAt: block.sealedAt };
}

interface RecordsPage {
  block: AuditBlock;
  ids: string[];
  records: Map<string, StoredRecord>;
  /** Whether the block ends with it. */
  isLast: boolean;
}

/** All records of the chain, block by block. */
async function* pagesOf(db: Database): AsyncGenerator<RecordsPage, undefined> {
  let blocks: AuditBlock[];
  let after = 0;
  do {
    blocks = await listBlocks(db, { after, limit: BLOCKS_PAGE });
    for (const block of blocks) {
      const { number, recordIds } = block;
      let start = 0;
      do {
        const ids = recordIds.slice(start, start + RECORDS_PAGE);
        start += RECORDS_PAGE;
        const isLast = start >= recordIds.length;
        yield { block, ids, records: await readRecords(db, ids), isLast };
      } while (start < recordIds.length);
      after = number;
    }
  } while (blocks.length === BLOCKS_PAGE);
}

/** The database reads the next page while this one is hashed. */
async function* oneAhead<Page>(pages: AsyncGenerator<Page, undefined>): AsyncGenerator<Page> {
  let reading = pages.next();
  for (;;) {
    const { value } = await reading;
    if (value === undefined) return;
    reading = pages.next();
    yield value;
  }
}

function faultOf(record: StoredRecord): string | undefined {
  const { content, salt } = record;
  const ofContent =
    content !== null && salt !== null ? contentDigest(salt, content) : record.content_digest;
  if (!ofContent) return 'has neither content nor its digest';
  return recordDigest(record, ofContent) === record.digest ? undefined : 'was changed';
}

/** In a session of its own, which sees what the shared snapshot sees. */
async function findStrays(db: Database, snapshot: string): Promise<string[]> {
  return await db.transaction(async (session) => {
    await session.query('set transaction isolation level repeatable read, read only');
    await session.query(`set transaction snapshot '${snapshot}'`);
    const strays = await listStrayRecords(session, FINDINGS_MAX);
    const repeated = await listRepeatedRecords(session, FINDINGS_MAX);
    return [
      ...strays.map((id) => `Record ${id} is in no block and does not wait for one.`),
      ...repeated.map((id) => `Record ${id} is in the chain more than once.`),
    ];
  });
}

function find(verdict: AuditVerdict, sentence: string): void {
  if (verdict.findings.length < FINDINGS_MAX) verdict.findings.push(sentence);
}
