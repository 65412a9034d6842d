import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { type ReliefFile, readReliefs } from '../relief-text.ts';
import { lockReliefs } from '../sql/lock-reliefs.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import type { KnownCodes } from '../text/known-codes.ts';
import { type PublishedRelief, publishReliefs } from './publish-reliefs.ts';

/**
 * Publishes the reliefs of the files, all or none, without officials: for the first filling of a
 * catalogue and for the simulated country. Idempotent: the same files again change nothing.
 *
 * Refuses `relief-files-invalid` (with all problems), `published-version-changed`,
 * `published-version-missing` and `published-end-changed`.
 */
export async function importReliefs(
  context: Context,
  files: readonly ReliefFile[],
  codes: KnownCodes,
): Promise<PublishedRelief[]> {
  const { reliefs, problems } = readReliefs(files, codes);
  if (problems.length > 0) throw new Refusal('relief-files-invalid', { problems });
  return await context.db.transaction(async (db) => {
    await lockReliefs(db);
    const changed = await publishReliefs(
      { ...context, db },
      reliefs.map(({ relief }) => relief),
      null,
    );
    const records = changed.map((one) =>
      makeAuditRecord(context, { act: 'reliefs.import', content: { ...one } }),
    );
    await writeAudit(db, records);
    return changed;
  });
}

/** Imports into a catalogue that is empty; undefined, and nothing is done, when it is not. */
export async function fillCatalogue(
  context: Context,
  files: readonly ReliefFile[],
  codes: KnownCodes,
): Promise<PublishedRelief[] | undefined> {
  return await context.db.transaction(async (db) => {
    await lockReliefs(db);
    if ((await readPublishedReliefs(db)).length > 0) return undefined;
    return await importReliefs({ ...context, db }, files, codes);
  });
}
