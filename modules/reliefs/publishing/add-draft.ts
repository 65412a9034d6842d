import { askingWithRole } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import { lockReliefs } from '../sql/lock-reliefs.ts';
import type { Draft } from './draft.ts';
import { type Publication, readPublication } from './read-publication.ts';
import { requireOwnPayers } from './require-own-payers.ts';
import { insertDraft } from './sql/insert-draft.ts';

export interface DraftStatement {
  /** The whole file of a relief or a definition, as YAML. */
  text: string;
  /** Why it is to hold on days that are past; needed only when it does. */
  retroactiveReason?: string | undefined;
}

/**
 * Keeps a text that is to be published, for another official to review. One draft of a relief or a
 * definition is open at a time.
 *
 * Refuses `relief-files-invalid` (with all problems), `official-role-missing`,
 * `relief-of-another-grantor`, `organisation-unknown`, `draft-open`, `draft-without-change`,
 * `retroactive-without-reason`, and as `publishReliefs` does.
 */
export async function addDraft(context: Context, stated: DraftStatement): Promise<Draft> {
  const official = askingWithRole(context, ['editor']);
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    await lockReliefs(db);
    const publication = await readPublication(inside, stated.text);
    const { kind, code, payers, changes } = publication;
    requireOwnPayers(official, payers);
    if (!changes) throw new Refusal('draft-without-change', { code });
    const isRetroactive = isBeforeToday(context, publication);
    const { text, retroactiveReason = null } = stated;
    if (isRetroactive && !retroactiveReason) throw new Refusal('retroactive-without-reason');
    const organisation = await organisationOf(inside, payers);
    const drafted = { by: official.officialId, from: null, at: context.clock.now() };
    const draft: Draft = {
      ...{ id: context.ids.next(), kind, code, organisation, text, drafted },
      retroactiveReason: isRetroactive ? retroactiveReason : null,
      ...{ status: 'draft', reviewed: null, rejected: null, published: null },
    };
    if (!(await insertDraft(db, draft))) throw new Refusal('draft-open', { code });
    await writeDraftAudit(inside, 'reliefs.draft', draft);
    return draft;
  });
}

/** Whether something would be otherwise on a day that is past. */
export function isBeforeToday(
  { clock }: Pick<Context, 'clock'>,
  { days }: Pick<Publication, 'days'>,
): boolean {
  const today = rigaDay(clock.now());
  return days.some((day) => day < today);
}

async function organisationOf(
  context: Context,
  payers: Publication['payers'],
): Promise<Draft['organisation']> {
  if (payers === null) return null;
  const known = await listOrganisations(context, payers);
  const unknown = payers.find((payer) => !known.some(({ code }) => code === payer));
  if (unknown !== undefined) throw new Refusal('organisation-unknown', { code: unknown });
  const [only, ...others] = known;
  return only && others.length === 0 ? { id: only.id, code: only.code } : null;
}

/** Records an act on a draft, with what came of it. */
export async function writeDraftAudit(
  context: Context,
  act: string,
  { id, kind, code, organisation }: Draft,
  outcome: Record<string, unknown> = {},
): Promise<void> {
  const record = makeAuditRecord(context, {
    act,
    ...(organisation ? { organisationId: organisation.id } : {}),
    content: { draft: id, kind, code, ...outcome },
  });
  await writeAudit(context.db, [record]);
}
