import { askingForOrganisation, askingOneself } from '../../../platform/asking.ts';
import { selectAuditRecords } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readOrganisationNames, readPersonNames } from '../../persons/index.ts';
import type { AskingGiver } from './asking-giver.ts';
import { isOwnMandate } from './is-own-mandate.ts';
import { holds, type Mandate } from './mandate.ts';
import { type Enterer, selectEnterers } from './sql/select-enterers.ts';
import {
  findMandate,
  selectMandates,
  selectMandatesOfOrganisation,
} from './sql/select-mandates.ts';

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

interface Page {
  /** After this one, in the order of the list. */
  before?: string | undefined;
  limit: number;
}

/**
 * A page of the mandates that a person gave and holds, or that an organisation gave, those that ended too; the
 * newest first. Refuses `mandate-not-for-this`.
 */
export async function listMandates(
  context: Context,
  page: Page,
): Promise<{ given: ShownMandate[]; held: ShownMandate[]; next: string | null }> {
  const mandates = await ownMandates(context, page);
  const next = mandates.length === page.limit ? (mandates.at(-1)?.id ?? null) : null;
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
  if (actor.kind !== 'recipient') return { given: shown, held: [], next };
  const { personId } = actor;
  return {
    // Those that the person passed on are given by them too.
    given: shown.filter(({ holderId }) => holderId !== personId),
    held: shown.filter(({ holderId }) => holderId === personId),
    next,
  };
}

/** Mandates of the person who asks, or of the organisation in whose name somebody asks. */
async function ownMandates(context: Context, page: Page): Promise<Mandate[]> {
  const { personId, organisationId } = askingWhose(context);
  if (organisationId === null) return await selectMandates(context.db, { personId, ...page });
  return await selectMandatesOfOrganisation(context.db, { organisationId, ...page });
}

/** Whose mandates are asked for. Refuses `mandate-not-for-this`. */
function askingWhose(context: Context): AskingGiver {
  if (context.actor.kind === 'representative')
    return askingForOrganisation(context, 'see-mandates');
  return { personId: askingOneself(context), organisationId: null };
}

/**
 * What was done under a mandate: for its giver and its holder, the newest 200 acts. Refuses
 * `mandate-unknown` and `mandate-not-for-this`.
 */
export async function listActsUnder(
  context: Context,
  id: string,
): Promise<{ act: string; at: Date }[]> {
  const asking = askingWhose(context);
  const mandate = await findMandate(context.db, id);
  if (!mandate || !(await isOwnMandate(context.db, mandate, asking)))
    throw new Refusal('mandate-unknown');
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
