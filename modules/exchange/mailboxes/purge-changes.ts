import type { Context } from '../../../platform/context.ts';
import { selectVersions } from '../data-sets/sql/select-versions.ts';
import { RETENTION_DAYS } from '../definition.ts';
import type { Version } from '../version.ts';
import { deleteOldChanges } from './sql/delete-old-changes.ts';

const DAY_MS = 86_400_000;
const VERSIONS_AT_ONCE = 100;
/** Writers wait for a slice at most, and a turn of the job ends; what is left is for the next. */
const SLICE = 5_000;
const SLICES_MAX = 2_000;

/** Takes changes out of the logs that are older than their data sets keep them. */
export async function purgeChanges(context: Context): Promise<void> {
  let slices = 0;
  for (let after: Pick<Version, 'code' | 'version'> | null = null; ; ) {
    const asked = { code: null, version: null, after, limit: VERSIONS_AT_ONCE };
    const versions: Version[] = await selectVersions(context.db, asked);
    for (const version of versions) {
      while (slices < SLICES_MAX && (await purgeSlice(context, version))) slices += 1;
    }
    const last = versions.at(-1);
    if (!last) return;
    after = last;
  }
}

/** Whether there was anything to take out. */
async function purgeSlice({ db, clock }: Context, version: Version): Promise<boolean> {
  const { retentionDays = RETENTION_DAYS } = version.definition;
  const recordedBefore = new Date(clock.now().getTime() - retentionDays * DAY_MS);
  return await db.transaction((inside) =>
    deleteOldChanges(inside, { versionId: version.id, recordedBefore, slice: SLICE }),
  );
}
