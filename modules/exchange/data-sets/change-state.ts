import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { addDays, type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandOperator } from '../permitted.ts';
import type { Version, VersionName } from '../version.ts';
import { getServedVersion } from './get-version.ts';
import { emptyStorage } from './sql/empty-storage.ts';
import { lockVersion } from './sql/lock-version.ts';
import { updateVersion } from './sql/update-version.ts';

/** Who reads a published version has so many days to change over. */
const END_NOTICE_DAYS = 30;

/** What must stand in the text before others may build on it. */
const TO_PROPOSE = ['updates', 'legalBasis', 'licence'] as const;

/**
 * Asks for the publication of a version that was tried out. Refuses with `data-set-incomplete`, which
 * tells what is missing, and `data-set-state-wrong` when it is not in the sandbox.
 */
export async function proposeDataSet(context: Context, name: VersionName): Promise<void> {
  await change(context, name, 'propose', async (_db, version) => {
    if (version.state !== 'sandbox') {
      throw new Refusal('data-set-state-wrong', { state: version.state });
    }
    const missing = TO_PROPOSE.filter((field) => version.definition[field] === undefined);
    if (missing.length > 0) throw new Refusal('data-set-incomplete', { missing });
    return { ...version, state: 'proposed' };
  });
}

/**
 * Publishes what was proposed, without the records of the trial, and without an end that was announced
 * for it: others who build on it have their thirty days. For the operator. Refuses with
 * `data-set-state-wrong`.
 */
export async function publishDataSet(context: Context, name: VersionName): Promise<void> {
  demandOperator(context);
  await change(context, name, 'publish', async (db, version) => {
    if (version.state !== 'proposed') {
      throw new Refusal('data-set-state-wrong', { state: version.state });
    }
    await emptyStorage(db, version.id);
    return { ...version, state: 'published', endsOn: null };
  });
}

/**
 * Announces the first day on which a version is no more. A published version ends after 30 days at
 * the earliest; one that nobody builds on may end today. Refuses with `data-set-end-too-soon`.
 */
export async function endDataSet(context: Context, name: VersionName, endsOn: Day): Promise<void> {
  await change(context, name, 'end', async (_db, version) => {
    const notice = version.state === 'published' ? END_NOTICE_DAYS : 0;
    const soonest = addDays(rigaDay(context.clock.now()), notice);
    if (endsOn < soonest) throw new Refusal('data-set-end-too-soon', { soonest });
    return { ...version, endsOn };
  });
}

type Change = (db: Database, version: Version) => Promise<Version>;

/** One change of state by who may serve the data set: nobody else changes it meanwhile. */
async function change(
  context: Context,
  name: VersionName,
  act: 'propose' | 'publish' | 'end',
  work: Change,
): Promise<void> {
  await context.db.transaction(async (db) => {
    await lockVersion(db, name);
    const version = await getServedVersion({ ...context, db }, name);
    const changed = await work(db, version);
    await updateVersion(db, changed, context.clock.now());
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: `exchange.${act}-data-set`,
        organisationId: version.organisationId,
        content: { dataSet: name.code, version: name.version, endsOn: changed.endsOn },
      }),
    ]);
  });
}
