import { askingWithRole } from '../../../platform/asking.ts';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import {
  demandInUse,
  demandOwnRecords,
  getFilledVersion,
  getVersion,
} from '../data-sets/get-version.ts';
import type { Version, VersionName } from '../version.ts';

/**
 * The version for somebody who watches what comes in: who fills it, or an official of the same institution,
 * or of the operator, with one of the roles. Refuses like `getFilledVersion`, and with
 * `official-role-missing`.
 */
export async function getWatchedVersion(
  context: Context,
  name: VersionName,
  roles: readonly OfficialRole[],
): Promise<Version> {
  if (context.actor.kind !== 'official') return await getFilledVersion(context, name);
  const { organisation } = askingWithRole(context, roles);
  const version = await getVersion(context, name);
  if (organisation !== null && organisation.id !== version.organisationId) {
    throw new Refusal('data-set-not-permitted');
  }
  demandInUse(context, version);
  demandOwnRecords(version);
  return version;
}
