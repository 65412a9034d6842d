import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { isUnusualShare } from '../../../platform/unusual-share.ts';
import {
  type FollowedRecord,
  type FollowedVersion,
  findFollowedVersion,
  readStateOf,
} from '../../exchange/index.ts';
import { followGrants } from './follow-grants.ts';
import { listSources } from './sql/list-sources.ts';
import { lockSource } from './sql/lock-source.ts';
import { selectStatedKeys } from './sql/select-stated-keys.ts';
import { updateAbsent } from './sql/update-absent.ts';
import type { StatementSource } from './statement-source.ts';

const PAGE = 500;

/**
 * After all records of a source were read as they stand: ends the grants whose record stands in no data
 * set of the grantor's. Where these are many, none ends, and how many they are is noted.
 */
export async function endAbsentGrants(
  context: Context,
  source: StatementSource,
  found: FollowedVersion,
): Promise<void> {
  const { held, absent } = await findAbsent(context, found);
  const asks = isUnusualShare(absent.length, held);
  await updateAbsent(context.db, source, asks ? absent.length : null);
  if (!asks) return await end(context, found, absent);
  const { dataSet, version } = source;
  const said = { dataSet, version, absent: absent.length, held };
  context.log.warn(said, 'many grants of a grantor stand in no record: confirm that they end');
}

/**
 * Confirms that so many grants end which stand in no record of the grantor, and ends them. For the
 * operator's own hand. Refuses `not-allowed`, `statement-source-unknown`, `absent-grants-not-asked` when
 * nothing waits for that, and `absent-grants-are-more`: `absent` says how many they are now.
 */
export async function confirmAbsentGrants(
  context: Context,
  { dataSet, version, absent: allowed }: { dataSet: string; version: number; absent: number },
): Promise<void> {
  if (context.actor.kind !== 'system') throw new Refusal('not-allowed');
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const source = await lockSource(db, { dataSet, version }, 'wait');
    const found = source && (await findFollowedVersion(inside, { code: dataSet, version }));
    if (!source || !found) throw new Refusal('statement-source-unknown', { dataSet, version });
    if (source.absentCount === null) {
      throw new Refusal('absent-grants-not-asked', { dataSet, version });
    }
    const { absent } = await findAbsent(inside, found);
    if (absent.length > allowed) {
      throw new Refusal('absent-grants-are-more', { dataSet, version, absent: absent.length });
    }
    await updateAbsent(db, source, null);
    await end(inside, found, absent);
    const record = makeAuditRecord(context, {
      act: 'entitlements.confirm-absent-grants',
      organisationId: found.organisationId,
      content: { dataSet, version, absent: absent.length },
    });
    await writeAudit(db, [record]);
  });
}

async function findAbsent(
  context: Context,
  { organisationId: grantorId }: FollowedVersion,
): Promise<{ held: number; absent: Buffer[] }> {
  const versions = await listVersionsOf(context, grantorId);
  const absent: Buffer[] = [];
  let held = 0;
  for (let after = Buffer.alloc(0); ; ) {
    const keys = await selectStatedKeys(context.db, { grantorId, after, limit: PAGE });
    held += keys.length;
    const standing = new Set<string>();
    for (const versionId of versions) {
      for (const { keyHash } of await readStateOf(context, { versionId, keyHashes: keys })) {
        standing.add(keyHash.toString('latin1'));
      }
    }
    absent.push(...keys.filter((key) => !standing.has(key.toString('latin1'))));
    if (keys.length < PAGE) return { held, absent };
    after = Buffer.from(keys.at(-1) ?? after);
  }
}

/** A grantor may state its grants in several data sets: what stands in one of them holds. */
async function listVersionsOf(context: Context, grantorId: string): Promise<number[]> {
  const versions: number[] = [];
  for (const { kind, dataSet: code, version } of await listSources(context.db)) {
    const found = kind === 'grants' && (await findFollowedVersion(context, { code, version }));
    if (found && found.organisationId === grantorId) versions.push(found.id);
  }
  return versions;
}

async function end(
  context: Context,
  { organisationId }: FollowedVersion,
  absent: readonly Buffer[],
): Promise<void> {
  for (let from = 0; from < absent.length; from += PAGE) {
    const records = absent
      .slice(from, from + PAGE)
      .map((keyHash): FollowedRecord => ({ keyHash, position: 0, record: null, key: {} }));
    await followGrants(context, organisationId, records);
  }
}
