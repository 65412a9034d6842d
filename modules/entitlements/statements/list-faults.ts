import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { contextOfSystem, type SystemWork } from '../../../platform/system-work.ts';
import { findFollowedVersion, readStateOf } from '../../exchange/index.ts';
import { selectFaults } from './sql/select-faults.ts';

const FAULTS_PAGE = 200;
export const LISTING_FAULTS: SystemWork = {
  name: 'entitlements.faults',
  permission: { organisations: 'all', changes: [] },
};

/** A record of a grantor that could not be followed. */
export interface DescribedFault {
  /** The fields of its key; null: the record is gone. */
  key: Record<string, unknown> | null;
  position: number;
  code: string;
  details: Readonly<Record<string, unknown>>;
  notedAt: Date;
}

/**
 * Which records of a data set could not be followed, and why: for systems of the institution that
 * states them, and for the operator. They are tried again by themselves. At most two hundred after a
 * position. Refuses `not-allowed` and `statement-source-unknown`.
 */
export async function listStatementFaults(
  context: Context,
  { dataSet, version, after }: { dataSet: string; version: number; after: number },
): Promise<DescribedFault[]> {
  const { actor } = context;
  if (actor.kind !== 'information-system' && actor.kind !== 'operator') {
    throw new Refusal('not-allowed');
  }
  // The keys are read by the platform itself, once it is known that they are the asking one's own.
  const platform = contextOfSystem(context, LISTING_FAULTS);
  const found = await findFollowedVersion(platform, { code: dataSet, version });
  const isOwn = actor.kind === 'operator' || actor.organisationId === found?.organisationId;
  if (!found || !isOwn) throw new Refusal('statement-source-unknown', { dataSet, version });
  const asked = { after, before: null, limit: FAULTS_PAGE };
  const faults = await selectFaults(context.db, { dataSet, version }, asked);
  const keyHashes = faults.map(({ keyHash }) => keyHash);
  const standing = await readStateOf(platform, { versionId: found.id, keyHashes });
  const keys = new Map(
    standing.map(({ keyHash, key }) => [
      keyHash.toString('latin1'),
      Object.fromEntries(found.definition.key.map((field) => [field, key[field]])),
    ]),
  );
  return faults.map(({ keyHash, ...fault }) => {
    return { key: keys.get(keyHash.toString('latin1')) ?? null, ...fault };
  });
}
