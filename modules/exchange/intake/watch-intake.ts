import { askingWithRole } from '../../../platform/asking.ts';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { stateOf, type VersionName } from '../version.ts';
import { getWatchedVersion } from './get-watched-version.ts';
import { type IntakeRow, selectIntake } from './sql/select-intake.ts';
import { type QuarantinedRecord, selectQuarantined } from './sql/select-quarantined.ts';

/**
 * What comes in for the data sets of the official's institution, or of all for one of the operator: what is
 * held, what was refused, and snapshots that wait. Refuses `official-role-missing` and others.
 */
export async function listIntake(context: Context): Promise<IntakeRow[]> {
  const { organisation } = askingWithRole(context, GRANTING_ROLES);
  const rows = await selectIntake(context.db, organisation?.id ?? null);
  return rows.filter((row) => {
    return !row.definition.sources && stateOf(row, context.clock.now()) !== 'retired';
  });
}

/**
 * Why records were refused, in the order in which they came, and never what stands in them. Refuses like
 * `getWatchedVersion`.
 */
export async function listQuarantineReasons(
  context: Context,
  name: VersionName,
  page: { after: string | null; limit: number },
): Promise<Omit<QuarantinedRecord, 'sealed'>[]> {
  const { id: versionId } = await getWatchedVersion(context, name, GRANTING_ROLES);
  const rows = await selectQuarantined(context.db, { versionId, ...page });
  return rows.map(({ sealed: _, ...reasons }) => reasons);
}
