import type { Context } from '../../../platform/context.ts';
import { isUnusualShare } from '../../../platform/unusual-share.ts';
import {
  type FollowedRecord,
  type FollowedVersion,
  findFollowedVersion,
  readStateOf,
} from '../../exchange/index.ts';
import { followGrants } from './follow-grants.ts';
import { listSources } from './sql/list-sources.ts';
import { selectStatedKeys } from './sql/select-stated-keys.ts';
import { NOT_ASKED, updateAbsent } from './sql/update-absent.ts';
import type { StatementSource } from './statement-source.ts';

const PAGE = 500;

/**
 * Ends the grants whose record stands in no data set of the grantor's, once all were read as they stand.
 * Where these are many, and more than somebody has confirmed, none ends, and how many they are is noted.
 */
export async function endAbsentGrants(
  context: Context,
  source: StatementSource,
  found: FollowedVersion,
): Promise<void> {
  const { dataSet, version, absentCount, absentConfirmed } = source;
  const confirmed = absentConfirmed ? (absentCount ?? 0) : 0;
  const { held, absent } = await findAbsent(context, found);
  if (absent.length <= confirmed || !isUnusualShare(absent.length, held)) {
    await updateAbsent(context.db, { ...source, ...NOT_ASKED });
    return await end(context, found, absent);
  }
  await updateAbsent(context.db, {
    ...{ dataSet, version, absentCount: absent.length, absentHeld: held, absentConfirmed: false },
    absentSince: source.absentSince ?? context.clock.now(),
  });
  // Who waits is counted again with every change: told is what is others.
  if (absent.length === absentCount) return;
  const said = { dataSet, version, absent: absent.length, held };
  context.log.warn(said, 'many grants of a grantor stand in no record: confirm that they end');
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
