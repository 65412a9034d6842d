import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import { type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { CatalogueRelief } from './catalogue.ts';
import type { Relief } from './instruction.ts';
import { type ReliefFile, readReliefs } from './relief-text.ts';
import { addInstructions, type NewInstruction } from './sql/add-instructions.ts';
import { endInstructions } from './sql/end-instructions.ts';
import { lockReliefs } from './sql/lock-reliefs.ts';
import { readPublishedReliefs } from './sql/read-published-reliefs.ts';
import { upsertReliefs } from './sql/upsert-reliefs.ts';
import { instructionDigest } from './text/instruction-digest.ts';
import type { KnownCodes } from './text/known-codes.ts';

/** What an import did to one relief. Reliefs that stand as they stood are not among them. */
export interface ImportedRelief {
  code: string;
  versionsAdded: number[];
  versionsEnded: { version: number; to: Day }[];
}

interface Plan extends ImportedRelief {
  id: string;
  relief: Relief;
  additions: NewInstruction[];
  ends: { instructionId: string; to: Day }[];
}

/**
 * Publishes the reliefs of the files, all or none. Idempotent: the same files again change nothing.
 * A published version stays as it is; a change is a new version, to which an open one gives way.
 *
 * Refuses `relief-files-invalid` (with all problems), `published-version-changed`,
 * `published-version-missing` and `published-end-changed`.
 */
export async function importReliefs(
  context: Context,
  files: readonly ReliefFile[],
  codes: KnownCodes,
): Promise<ImportedRelief[]> {
  const { reliefs, problems } = readReliefs(files, codes);
  if (problems.length > 0) throw new Refusal('relief-files-invalid', { problems });
  return await context.db.transaction(async (db) => {
    await lockReliefs(db);
    const published = new Map((await readPublishedReliefs(db)).map((one) => [one.code, one]));
    const plans = reliefs.map(({ relief }) => plan(context, relief, published.get(relief.code)));
    const renewed = await upsertReliefs(db, plans);
    await endInstructions(
      db,
      plans.flatMap(({ ends }) => ends),
    );
    const additions = plans.flatMap((one) => one.additions);
    await addInstructions(db, additions, context.clock.now());
    const renewedCodes = new Set(renewed.map(({ code }) => code));
    const changed = plans
      .filter(({ code, additions: added, ends }) => {
        return renewedCodes.has(code) || added.length > 0 || ends.length > 0;
      })
      .map(({ code, versionsAdded, versionsEnded }) => ({ code, versionsAdded, versionsEnded }));
    const records = changed.map((one) =>
      makeAuditRecord(context, { act: 'reliefs.import', content: { ...one } }),
    );
    await writeAudit(db, records);
    return changed;
  });
}

function plan(context: Context, relief: Relief, published?: CatalogueRelief): Plan {
  const id = published?.reliefId ?? context.ids.next();
  const made: Plan = {
    id,
    relief,
    code: relief.code,
    versionsAdded: [],
    versionsEnded: [],
    additions: [],
    ends: [],
  };
  const known = published?.versions ?? [];
  if (published && known.length > relief.versions.length) {
    const version = relief.versions.length + 1;
    throw new Refusal('published-version-missing', { relief: relief.code, version });
  }
  relief.versions.forEach((instruction, position) => {
    const version = position + 1;
    const digest = instructionDigest(relief.grantor, instruction);
    const before = known[position];
    if (published && before) {
      if (!instructionDigest(published.grantor, before.instruction).equals(digest)) {
        throw new Refusal('published-version-changed', { relief: relief.code, version });
      }
      planEnd(made, { published, position, today: rigaDay(context.clock.now()) });
      return;
    }
    made.versionsAdded.push(version);
    made.additions.push({ id: context.ids.next(), reliefId: id, version, instruction, digest });
  });
  return made;
}

/** An open version may end when the next one is added with this import, or from today on. */
function planEnd(
  made: Plan,
  { published, position, today }: { published: CatalogueRelief; position: number; today: Day },
): void {
  const before = published.versions[position];
  const { to } = made.relief.versions[position] ?? {};
  if (!before || before.instruction.to === to) return;
  const isReplaced =
    position === published.versions.length - 1 && made.relief.versions[position + 1];
  if (before.instruction.to !== undefined || to === undefined || !(isReplaced || to >= today)) {
    const details = { relief: made.code, version: position + 1 };
    throw new Refusal('published-end-changed', details);
  }
  made.versionsEnded.push({ version: position + 1, to });
  made.ends.push({ instructionId: before.instructionId, to });
}
