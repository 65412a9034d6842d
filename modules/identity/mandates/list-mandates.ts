import { askingForOrganisation, askingOneself } from '../../../platform/asking.ts';
import { selectAuditRecords } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readOrganisationNames, readPersonNames } from '../../persons/index.ts';
import { holds, type Mandate } from './mandate.ts';
import { type Enterer, selectEnterers } from './sql/select-enterers.ts';
import { selectMandates, selectMandatesOfOrganisation } from './sql/select-mandates.ts';

const MANDATES_MAX = 500;
const ACTS_MAX = 200;

/** A mandate as those see it whom it concerns: by name. */
export interface ShownMandate extends Mandate {
  /** The person who gave it; null: an organisation did. */
  giver: string | null;
  organisation: { lv: string; en: string } | null;
  /** Who entered it, when it was given on paper. */
  enteredBy: Omit<Enterer, 'mandateId'> | null;
  holder: string;
  /** Whether it holds today. */
  holdsNow: boolean;
}

/**
 * All mandates that a person gave and holds, or that an organisation gave, those that ended too; the newest
 * first. Refuses `mandate-not-for-this`.
 */
export async function listMandates(
  context: Context,
): Promise<{ given: ShownMandate[]; held: ShownMandate[] }> {
  const mandates = await ownMandates(context);
  const ids = mandates.flatMap(({ giverId, holderId }) => [giverId ?? [], holderId].flat());
  const names = await readPersonNames(context, [...new Set(ids)]);
  const givers = mandates.flatMap(({ giverOrganisationId }) => giverOrganisationId ?? []);
  const organisations = await readOrganisationNames(context, [...new Set(givers)]);
  const entered = await selectEnterers(
    context.db,
    mandates.map(({ id }) => id),
  );
  const enterers = new Map(entered.map(({ mandateId, ...by }) => [mandateId, by]));
  const day = rigaDay(context.clock.now());
  const shown = mandates.map((mandate) => ({
    ...mandate,
    giver: mandate.giverId === null ? null : (names.get(mandate.giverId) ?? ''),
    organisation: organisations.get(mandate.giverOrganisationId ?? '') ?? null,
    holder: names.get(mandate.holderId) ?? '',
    enteredBy: enterers.get(mandate.id) ?? null,
    holdsNow: holds(mandate, day),
  }));
  const { actor } = context;
  if (actor.kind !== 'recipient') return { given: shown, held: [] };
  const { personId } = actor;
  return {
    // Those that the person passed on are given by them too.
    given: shown.filter(({ holderId }) => holderId !== personId),
    held: shown.filter(({ holderId }) => holderId === personId),
  };
}

/** Mandates of the person who asks, or of the organisation in whose name somebody asks. */
async function ownMandates(context: Context): Promise<Mandate[]> {
  const limit = MANDATES_MAX;
  if (context.actor.kind !== 'representative') {
    return await selectMandates(context.db, { personId: askingOneself(context), limit });
  }
  const { organisationId } = askingForOrganisation(context, 'see-mandates');
  return await selectMandatesOfOrganisation(context.db, { organisationId, limit });
}

/**
 * What was done under a mandate: for its giver and its holder, the newest 200 acts. Refuses
 * `mandate-unknown` and `mandate-not-for-this`.
 */
export async function listActsUnder(
  context: Context,
  id: string,
): Promise<{ act: string; at: Date }[]> {
  const mandate = (await ownMandates(context)).find((one) => one.id === id);
  if (!mandate) throw new Refusal('mandate-unknown');
  const records = await selectAuditRecords(context.db, {
    from: mandate.givenAt,
    until: new Date(context.clock.now().getTime() + 1),
    subjectPersonId: mandate.giverId ?? undefined,
    actorId: mandate.holderId,
    contentHolds: `"${id}"`,
    organisationId: mandate.giverOrganisationId,
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
