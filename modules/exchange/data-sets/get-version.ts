import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandSystem, mayServe } from '../permitted.ts';
import { stateOf, type Version, type VersionName } from '../version.ts';
import { selectVersion } from './sql/select-version.ts';

/** The version of a data set, whoever may see its records. Refuses with `data-set-unknown`. */
export async function getVersion({ db }: { db: Database }, name: VersionName): Promise<Version> {
  const found = await selectVersion(db, name);
  if (!found) throw new Refusal('data-set-unknown');
  return found;
}

/**
 * The version for somebody who fills it. Refuses like `getServedVersion`, and with `data-set-virtual`
 * when it keeps no records of its own.
 */
export async function getFilledVersion(context: Context, name: VersionName): Promise<Version> {
  const version = await getServedVersion(context, name);
  demandOwnRecords(version);
  return version;
}

/** Refuses with `data-set-virtual` a version that keeps no records of its own. */
export function demandOwnRecords({ definition }: Version): void {
  if (definition.sources) throw new Refusal('data-set-virtual');
}

/**
 * The version for somebody who fills, reads or governs it. Refuses with `data-set-unknown`,
 * `data-set-not-permitted` and, once its end has come, `data-set-retired`.
 */
export async function getServedVersion(context: Context, name: VersionName): Promise<Version> {
  demandSystem(context);
  const version = await getVersion(context, name);
  if (!mayServe(context, version.organisationId)) throw new Refusal('data-set-not-permitted');
  demandInUse(context, version);
  return version;
}

/** Refuses with `data-set-retired` a version whose end has come. */
export function demandInUse({ clock }: Pick<Context, 'clock'>, version: Version): void {
  if (stateOf(version, clock.now()) === 'retired') throw new Refusal('data-set-retired');
}
