import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import {
  type FollowedRecord,
  type FollowedVersion,
  findFollowedVersion,
  headOf,
  readChanged,
  readState,
  readStateOf,
} from '../../exchange/index.ts';
import { endAbsentGrants } from './end-absent.ts';
import { followGrants } from './follow-grants.ts';
import { followInstructions } from './follow-instructions.ts';
import { listSources } from './sql/list-sources.ts';
import { lockSource } from './sql/lock-source.ts';
import { replaceFaults } from './sql/replace-faults.ts';
import { selectFaults } from './sql/select-faults.ts';
import { updateSource } from './sql/update-source.ts';
import type { StatementSource } from './statement-source.ts';

const PAGE = 500;
/** What could not be followed is tried again: the relief may be published, the person known by then. */
const RETRY_AFTER_MS = 60_000;

/**
 * Follows every data set in which a grantor states grants or instructions by one step; gives how many
 * records it took, none when there was nothing. One that fails does not keep the others, and what could
 * not be followed before does not keep what comes.
 */
export async function followStatements(context: Context): Promise<number> {
  let taken = 0;
  for (const source of await listSources(context.db)) {
    for (const step of [retryFaults, followNext, endConfirmed]) {
      try {
        taken += await withSource(context, source, step);
      } catch (error) {
        const { dataSet, version } = source;
        context.log.error({ err: error, dataSet, version }, 'a grantor cannot be followed');
      }
    }
  }
  return taken;
}

type Step = (context: Context, source: StatementSource, found: FollowedVersion) => Promise<number>;

/** Takes a step in a transaction of its own; none while another server follows the source. */
async function withSource(
  context: Context,
  { dataSet, version }: StatementSource,
  step: Step,
): Promise<number> {
  return await context.db.transaction(async (db) => {
    const source = await lockSource(db, { dataSet, version }, 'skip');
    const inside = { ...context, db };
    const found = source && (await findFollowedVersion(inside, { code: dataSet, version }));
    return source && found ? await step(inside, source, found) : 0;
  });
}

/** Only what has changed is recorded: a fault may stay for years, and is tried every minute. */
async function retryFaults(
  context: Context,
  source: StatementSource,
  found: FollowedVersion,
): Promise<number> {
  const records = await readFaulty(context, source, found);
  if (records.length === 0) return 0;
  const faults = await apply(context, { source, found, records });
  if (faults !== records.length) await writeFollowed(context, { source, found, records, faults });
  return 0;
}

async function followNext(
  context: Context,
  source: StatementSource,
  found: FollowedVersion,
): Promise<number> {
  let taken = 0;
  for await (const { records, position, isWhole } of readNext(context, source, found)) {
    if (records.length > 0) {
      const faults = await apply(context, { source, found, records });
      await writeFollowed(context, { source, found, records, faults });
    }
    // Whose record comes again is absent no more: when few are left, nobody needs to be asked.
    const isCounted = isWhole || (source.absentCount !== null && position > source.position);
    if (isCounted && source.kind === 'grants') await endAbsentGrants(context, source, found);
    if (position > source.position) await updateSource(context.db, { ...source, position });
    taken += records.length;
  }
  return taken;
}

async function endConfirmed(
  context: Context,
  source: StatementSource,
  found: FollowedVersion,
): Promise<number> {
  if (source.absentConfirmed) await endAbsentGrants(context, source, found);
  return 0;
}

interface Page {
  records: FollowedRecord[];
  /** Up to here everything is taken with this page; of a page in between, as far as before. */
  position: number;
  /** With this page all records were read as they stand. */
  isWhole: boolean;
}

/**
 * The first time, and after a sleep longer than changes are kept, all records as they stand, page by
 * page: how old the data set is does not matter. Otherwise one page of what changed.
 */
async function* readNext(
  context: Context,
  { position: after }: StatementSource,
  { id: versionId }: FollowedVersion,
): AsyncGenerator<Page> {
  const head = await headOf(context, versionId);
  if (after > 0 && after >= head.keptAfter) {
    yield { ...(await readChanged(context, { versionId, after, limit: PAGE })), isWhole: false };
    return;
  }
  let last = Buffer.alloc(0);
  for (;;) {
    const records = await readState(context, { versionId, after: last, limit: PAGE });
    const isLast = records.length < PAGE;
    yield { records, position: isLast ? head.position : after, isWhole: isLast };
    if (isLast) return;
    last = Buffer.from(records.at(-1)?.keyHash ?? last);
  }
}

async function readFaulty(
  context: Context,
  source: StatementSource,
  { id: versionId }: FollowedVersion,
): Promise<FollowedRecord[]> {
  const before = new Date(context.clock.now().getTime() - RETRY_AFTER_MS);
  const faults = await selectFaults(context.db, source, { after: -1, before, limit: PAGE });
  if (faults.length === 0) return [];
  const keyHashes = faults.map(({ keyHash }) => keyHash);
  const standing = await readStateOf(context, { versionId, keyHashes });
  const there = new Set(standing.map(({ keyHash }) => keyHash.toString('latin1')));
  const gone = faults
    .filter((one) => !there.has(one.keyHash.toString('latin1')))
    .map(({ keyHash, position }) => ({ keyHash, position, record: null, key: {} }));
  return [...standing, ...gone];
}

interface Stated {
  source: StatementSource;
  found: FollowedVersion;
  records: readonly FollowedRecord[];
}

/** Gives how many of the records could not be followed. */
async function apply(context: Context, { source, found, records }: Stated): Promise<number> {
  const { organisationId } = found;
  const faults =
    source.kind === 'grants'
      ? await followGrants(context, organisationId, records)
      : await followInstructions(context, organisationId, { source, records });
  const keyHashes = records.map(({ keyHash }) => keyHash);
  await replaceFaults(context.db, source, { keyHashes, faults, at: context.clock.now() });
  return faults.length;
}

async function writeFollowed(
  context: Context,
  { source, found, records, faults }: Stated & { faults: number },
): Promise<void> {
  const { dataSet, version, kind } = source;
  const record = makeAuditRecord(context, {
    act: 'entitlements.follow-statements',
    organisationId: found.organisationId,
    content: { dataSet, version, kind, records: records.length, faults },
  });
  await writeAudit(context.db, [record]);
}
