import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getFilledVersion } from '../data-sets/get-version.ts';
import { applyRecords } from '../records/apply-records.ts';
import type { Applied } from '../records/plan-changes.ts';
import { type RecordProblem, withSentences } from '../records/record-problem.ts';
import { type Reading, RecordReader } from '../records/record-reader.ts';
import { lockHead } from '../records/sql/lock-head.ts';
import type { Version, VersionName } from '../version.ts';
import { quarantineRecords } from './quarantine-records.ts';
import { readChange } from './read-change.ts';

/** What became of one change that was sent, in the order of the request. */
export type AcceptedChange =
  | { outcome: Exclude<Applied['outcome'], 'version-repeated'>; position: number | null }
  | { outcome: 'quarantined'; quarantineId: string; problems: readonly RecordProblem[] };

interface Sent {
  changes: readonly unknown[];
  allOrNothing: boolean;
}

/**
 * Takes changes, `{"upsert": …}` or `{"delete": …}`, together: the good are stored, the bad go to the
 * quarantine; all or nothing on request. Sending the same again changes nothing.
 *
 * Refuses like `getFilledVersion`, with `data-set-busy`, and when all or nothing was asked for with
 * `records-refused`, whose `problems` name each bad change by its place, from 0.
 */
export async function acceptRecords(
  context: Context,
  name: VersionName,
  { changes, allOrNothing }: Sent,
): Promise<AcceptedChange[]> {
  const version = await getFilledVersion(context, name);
  const reader = new RecordReader(version, context);
  const readings = changes.map((change) => readChange(reader, change));
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const outcomes = await applyReadings(inside, version, readings);
    if (allOrNothing) refuseBad(outcomes);
    const accepted = await keepBad(inside, version, { changes, outcomes });
    const count = (found: string) => accepted.filter(({ outcome }) => outcome === found).length;
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'exchange.accept-records',
        organisationId: version.organisationId,
        content: {
          ...{ dataSet: name.code, version: name.version, changes: changes.length },
          ...{ unchanged: count('unchanged'), late: count('late') },
          quarantined: count('quarantined'),
        },
      }),
    ]);
    return accepted;
  });
}

type Outcome = Applied | { problems: readonly RecordProblem[] };

async function applyReadings(
  context: Context,
  version: Version,
  readings: readonly Reading[],
): Promise<Outcome[]> {
  const head = await lockHead(context.db, version);
  const records = readings.flatMap((reading) => ('record' in reading ? [reading.record] : []));
  const applied = (await applyRecords(context, { version, head }, records)).values();
  return readings.map((reading): Outcome => {
    if ('problems' in reading) return reading;
    const { value } = applied.next();
    if (!value) throw new Error('A record got no outcome.');
    if (value.outcome !== 'version-repeated') return value;
    return { problems: [{ path: '', code: 'version-repeated' }] };
  });
}

function refuseBad(outcomes: readonly Outcome[]): void {
  const problems = outcomes.flatMap((outcome, place) =>
    'problems' in outcome
      ? outcome.problems.map((problem) => ({ change: place, ...withSentences(problem) }))
      : [],
  );
  if (problems.length > 0) throw new Refusal('records-refused', { problems });
}

async function keepBad(
  context: Context,
  version: Version,
  { changes, outcomes }: { changes: readonly unknown[]; outcomes: readonly Outcome[] },
): Promise<AcceptedChange[]> {
  const bad = outcomes.flatMap((outcome, place) =>
    'problems' in outcome
      ? [{ line: null, text: JSON.stringify(changes[place]), problems: outcome.problems }]
      : [],
  );
  const of = { versionId: version.id, uploadId: null };
  const ids = (await quarantineRecords(context, of, bad)).values();
  return outcomes.map((outcome): AcceptedChange => {
    if (!('problems' in outcome)) return outcome as Exclude<AcceptedChange, { problems: unknown }>;
    const { problems } = outcome;
    return { outcome: 'quarantined', quarantineId: ids.next().value ?? '', problems };
  });
}
