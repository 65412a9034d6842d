import type { Context } from '../../../platform/context.ts';
import { demandSystem } from '../permitted.ts';
import { stateOf, type Version, type VersionName, type VersionState } from '../version.ts';
import { getVersion } from './get-version.ts';
import { selectVersions } from './sql/select-versions.ts';

/** A version of a data set, as everybody's systems may see it: what it is, never what is in it. */
export type ShownVersion = Pick<
  Version,
  'code' | 'version' | 'revision' | 'endsOn' | 'definition' | 'digest'
> & { state: VersionState };

/** Versions of all data sets after one of them, at most `limit`. For every information system. */
export async function listDataSets(
  context: Context,
  { after, limit }: { after: VersionName | null; limit: number },
): Promise<ShownVersion[]> {
  demandSystem(context);
  const versions = await selectVersions(context.db, { code: null, version: null, after, limit });
  return versions.map((version) => shown(context, version));
}

/** One version with its definition. Refuses with `data-set-unknown`. */
export async function describeDataSet(context: Context, name: VersionName): Promise<ShownVersion> {
  demandSystem(context);
  return shown(context, await getVersion(context, name));
}

function shown({ clock }: Pick<Context, 'clock'>, version: Version): ShownVersion {
  const { code, version: number, revision, endsOn, definition, digest } = version;
  const state = stateOf(version, clock.now());
  return { code, version: number, revision, endsOn, definition, digest, state };
}
