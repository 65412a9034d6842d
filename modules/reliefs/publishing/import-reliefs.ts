import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { publishDefinitions } from '../definitions/publish-definitions.ts';
import { readPublishedDefinitions } from '../definitions/sql/read-published-definitions.ts';
import { type ReliefFile, readReliefs } from '../relief-text.ts';
import { lockReliefs } from '../sql/lock-reliefs.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import type { KnownCodes } from '../text/known-codes.ts';
import { type PublishedChange, publishReliefs } from './publish-reliefs.ts';
import { listPublishedCodes } from './sql/list-published-codes.ts';

/**
 * Publishes the reliefs and definitions of the files, all or none, without officials: for the first
 * filling of a catalogue and for the simulated country. The same files again change nothing.
 *
 * Refuses `relief-files-invalid` (with all problems), `published-version-changed`,
 * `published-version-missing` and `published-end-changed`.
 */
export async function importReliefs(
  context: Context,
  files: readonly ReliefFile[],
  codes: KnownCodes,
): Promise<PublishedChange[]> {
  return await context.db.transaction(async (db) => {
    await lockReliefs(db);
    const known = await readPublishedDefinitions(db);
    const { reliefs, definitions, problems } = readReliefs(files, codes, known);
    if (problems.length > 0) throw new Refusal('relief-files-invalid', { problems });
    const inside = { ...context, db };
    const stated = reliefs.map(({ relief }) => relief);
    const changed = [
      ...(await publishDefinitions(inside, definitions, null)),
      ...(await publishReliefs(inside, stated, null)),
    ];
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
): Promise<PublishedChange[] | undefined> {
  return await context.db.transaction(async (db) => {
    await lockReliefs(db);
    if ((await readPublishedReliefs(db)).length > 0) return undefined;
    return await importReliefs({ ...context, db }, files, codes);
  });
}

/**
 * Imports the files of the simulated country again, at each start. What officials have published a
 * version of stays theirs: its file is older.
 */
export async function renewCatalogue(
  context: Context,
  files: readonly ReliefFile[],
  codes: KnownCodes,
): Promise<PublishedChange[]> {
  return await context.db.transaction(async (db) => {
    await lockReliefs(db);
    const theirs = await listPublishedCodes(db);
    const others = files.filter(({ text }) => !theirs.has(codeOf(text)));
    return await importReliefs({ ...context, db }, others, codes);
  });
}

function codeOf(text: string): string {
  return /^code:\s*["']?([A-Za-z0-9-]+)/m.exec(text)?.[1] ?? '';
}
