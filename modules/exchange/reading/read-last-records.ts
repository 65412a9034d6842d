import type { Context, OfficialRole } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getWatchedVersion } from '../intake/get-watched-version.ts';
import { noteReading } from '../permissions/note-reading.ts';
import { wholeView } from '../permissions/view.ts';
import { openRecords } from '../records/open-record.ts';
import type { VersionName } from '../version.ts';
import { selectLastRecords } from './sql/select-last-records.ts';

/**
 * The records of a version that changed last, whole, the last one first: for who keeps it and tries what they
 * mean. Noted as a reading, of which everybody is told whom the records name. Refuses like
 * `getWatchedVersion`, and officials of the operator, who watch what comes in and read none of it.
 */
export async function readLastRecords(
  context: Context,
  name: VersionName,
  { limit, roles }: { limit: number; roles: readonly OfficialRole[] },
): Promise<Record<string, unknown>[]> {
  const version = await getWatchedVersion(context, name, roles);
  const { actor, keys } = context;
  if (actor.kind === 'official' && !actor.organisation) throw new Refusal('data-set-not-permitted');
  const rows = await selectLastRecords(context.db, { versionId: version.id, limit });
  const records = openRecords(keys, rows).map(
    (text) => JSON.parse(text) as Record<string, unknown>,
  );
  const reading = { version, view: wholeView(version.definition) };
  await noteReading(context, reading, { how: 'trial', records });
  return records;
}
