import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getFilledVersion } from '../data-sets/get-version.ts';
import { applyRecords } from '../records/apply-records.ts';
import type { Applied } from '../records/plan-changes.ts';
import { type ToldProblem, withSentences } from '../records/record-problem.ts';
import { RecordReader } from '../records/record-reader.ts';
import { lockHead } from '../records/sql/lock-head.ts';
import type { Version, VersionName } from '../version.ts';
import { changeIn, readChange, readLine } from './read-change.ts';
import { selectQuarantined } from './sql/select-quarantined.ts';
import { takeQuarantined } from './sql/take-quarantined.ts';

/** A refused record as its sender reads it. */
export interface ShownQuarantined {
  id: string;
  upload: string | null;
  line: number | null;
  problems: readonly ToldProblem[];
  /** As it came; null when it was no text. */
  text: string | null;
  /** The same as `replayQuarantined` takes it, to be mended; absent when it is no JSON. */
  change?: unknown;
  receivedAt: Date;
}

/** Refused records in the order in which they came. Refuses like `getFilledVersion`. */
export async function listQuarantine(
  context: Context,
  name: VersionName,
  { after, limit }: { after: string | null; limit: number },
): Promise<ShownQuarantined[]> {
  const version = await getFilledVersion(context, name);
  const rows = await selectQuarantined(context.db, { versionId: version.id, after, limit });
  await audit(context, version, { act: 'exchange.read-quarantine', records: rows.length });
  return rows.map(({ sealed, uploadId, mode, problems, ...row }) => {
    const text = sealed ? context.keys.decrypt(sealed) : null;
    const told = problems.map(withSentences);
    return { ...row, problems: told, upload: uploadId, text, ...changeIn(text, mode) };
  });
}

/**
 * Applies a refused record again: as it came, when the data set has changed, or mended. It then leaves
 * the quarantine; when it is still bad, it stays. It is taken as sent when it first came: where no
 * record versions are stated, it changes nothing that has changed since.
 *
 * Refuses like `getFilledVersion`, with `quarantined-unknown`, `records-refused` (with the problems)
 * and `record-changed-meanwhile`.
 *
 * @param change `{"upsert": …}` or `{"delete": …}` in place of what came
 */
export async function replayQuarantined(
  context: Context,
  name: VersionName,
  { id, change }: { id: string; change?: unknown },
): Promise<Applied> {
  const version = await getFilledVersion(context, name);
  return await context.db.transaction(async (db) => {
    // Before the record is taken: an erasure, too, takes the head first.
    const head = await lockHead(db, version);
    const taken = await takeQuarantined(db, { versionId: version.id, id });
    if (!taken) throw new Refusal('quarantined-unknown');
    const reader = new RecordReader(version, context);
    const text = taken.sealed ? context.keys.decrypt(taken.sealed) : '';
    const reading =
      change === undefined
        ? readLine(reader, { number: 1, text }, taken.mode)
        : readChange(reader, change);
    if ('problems' in reading) {
      throw new Refusal('records-refused', { problems: reading.problems.map(withSentences) });
    }
    const application = { version, head, asOf: taken.receivedAt };
    const [applied] = await applyRecords({ ...context, db }, application, [reading.record]);
    if (!applied) throw new Error('A record got no outcome.');
    if (applied.outcome === 'changed-meanwhile') throw new Refusal('record-changed-meanwhile');
    if (applied.outcome === 'version-repeated') {
      const problem = withSentences({ path: '', code: 'version-repeated' });
      throw new Refusal('records-refused', { problems: [problem] });
    }
    await audit({ ...context, db }, version, { act: 'exchange.replay-quarantined', records: 1 });
    return applied;
  });
}

/** Gives a refused record up. Refuses like `getFilledVersion`, and with `quarantined-unknown`. */
export async function dropQuarantined(
  context: Context,
  name: VersionName,
  id: string,
): Promise<void> {
  const version = await getFilledVersion(context, name);
  await context.db.transaction(async (db) => {
    const taken = await takeQuarantined(db, { versionId: version.id, id });
    if (!taken) throw new Refusal('quarantined-unknown');
    await audit({ ...context, db }, version, { act: 'exchange.drop-quarantined', records: 1 });
  });
}

async function audit(
  context: Context,
  version: Version,
  { act, records }: { act: string; records: number },
): Promise<void> {
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act,
      organisationId: version.organisationId,
      content: { dataSet: version.code, version: version.version, records },
    }),
  ]);
}
