import { askingWithRole } from '../../../platform/asking.ts';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { contextOfSystem, type SystemWork } from '../../../platform/system-work.ts';
import { findFollowedVersion } from '../../exchange/index.ts';
import { listSources } from './sql/list-sources.ts';

export const LISTING_WAITING: SystemWork = {
  name: 'entitlements.list-waiting',
  permission: { organisations: 'none', changes: [] },
};

/** Grants that stand in no record of a data set any more, and wait for a confirmation that they end. */
export interface WaitingGrants {
  dataSet: string;
  version: number;
  absent: number;
  absentOf: number;
  absentSince: Date;
}

/**
 * Which grants wait, of the official's institution, or of all for one of the operator. Refuses
 * `official-role-missing` and others.
 */
export async function listWaitingGrants(context: Context): Promise<WaitingGrants[]> {
  const { organisation } = askingWithRole(context, GRANTING_ROLES);
  const platform = contextOfSystem(context, LISTING_WAITING);
  const waiting: WaitingGrants[] = [];
  for (const source of await listSources(context.db)) {
    const { dataSet, version, absentConfirmed } = source;
    const { absentCount: absent, absentHeld: absentOf, absentSince } = source;
    if (absent === null || absentOf === null || !absentSince || absentConfirmed) continue;
    const found = await findFollowedVersion(platform, { code: dataSet, version });
    const isOwn = organisation === null || found?.organisationId === organisation.id;
    if (isOwn) waiting.push({ dataSet, version, absent, absentOf, absentSince });
  }
  return waiting;
}
