import { askingOneself } from '../../../platform/asking.ts';
import { selectAuditRecords } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readPersonNames } from '../../persons/index.ts';
import { holds, type Mandate } from './mandate.ts';
import { selectMandates } from './sql/select-mandates.ts';

const MANDATES_MAX = 500;
const ACTS_MAX = 200;

/** A mandate as the two persons see it: by name. */
export interface ShownMandate extends Mandate {
  giver: string;
  holder: string;
  /** Whether it holds today. */
  holdsNow: boolean;
}

/** All mandates that a person gave and holds, those that ended too; the newest first. */
export async function listMandates(
  context: Context,
): Promise<{ given: ShownMandate[]; held: ShownMandate[] }> {
  const personId = askingOneself(context);
  const mandates = await selectMandates(context.db, { personId, limit: MANDATES_MAX });
  const ids = mandates.flatMap(({ giverId, holderId }) => [giverId, holderId]);
  const names = await readPersonNames(context, [...new Set(ids)]);
  const day = rigaDay(context.clock.now());
  const shown = mandates.map((mandate) => ({
    ...mandate,
    giver: names.get(mandate.giverId) ?? '',
    holder: names.get(mandate.holderId) ?? '',
    holdsNow: holds(mandate, day),
  }));
  return {
    // Those that the person passed on are given by them too.
    given: shown.filter(({ holderId }) => holderId !== personId),
    held: shown.filter(({ holderId }) => holderId === personId),
  };
}

/**
 * What was done under a mandate: for its giver and its holder, the newest 200 acts. Refuses
 * `mandate-unknown`.
 */
export async function listActsUnder(
  context: Context,
  id: string,
): Promise<{ act: string; at: Date }[]> {
  const personId = askingOneself(context);
  const mandates = await selectMandates(context.db, { personId, limit: MANDATES_MAX });
  const mandate = mandates.find((one) => one.id === id);
  if (!mandate) throw new Refusal('mandate-unknown');
  const records = await selectAuditRecords(context.db, {
    from: mandate.givenAt,
    until: new Date(context.clock.now().getTime() + 1),
    subjectPersonId: mandate.giverId,
    actorId: mandate.holderId,
    contentHolds: `"${id}"`,
    organisationId: null,
    limit: ACTS_MAX,
  });
  return records
    .filter(({ content }) => content !== null && mandatesOf(content).includes(id))
    .map(({ act, recordedAt }) => ({ act, at: recordedAt }));
}

/** The mandates that an act says it was done by. */
function mandatesOf(content: string): readonly unknown[] {
  const { mandates } = JSON.parse(content) as { mandates?: unknown[] };
  return mandates ?? [];
}
