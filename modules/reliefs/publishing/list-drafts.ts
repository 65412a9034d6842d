import { askingWithRole } from '../../../platform/asking.ts';
import type { Context, OfficialActor } from '../../../platform/context.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { DRAFT_STATUSES, type Draft, type DraftStatus } from './draft.ts';
import { lockDraft } from './sql/lock-draft.ts';
import { selectDrafts } from './sql/select-drafts.ts';

const DRAFTS_MAX = 500;

/** Drafts that the asking official may see, the newest first: at most 500. */
export async function listDrafts(
  context: Context,
  { status }: { status?: DraftStatus | undefined } = {},
): Promise<Draft[]> {
  const { organisation } = askingWithRole(context, GRANTING_ROLES);
  const statuses = status ? [status] : DRAFT_STATUSES;
  const organisationId = organisation?.id;
  return await selectDrafts(context.db, { organisationId, statuses, limit: DRAFTS_MAX });
}

/** One draft that the asking official may see. Refuses `draft-unknown`. */
export async function getDraft(context: Context, id: string): Promise<Draft> {
  return await findOwn(context, askingWithRole(context, GRANTING_ROLES), id);
}

/**
 * A draft to act on, locked until the caller's transaction ends: in one of the statuses. Refuses
 * `draft-unknown` and `draft-not-open`.
 */
export async function getDraftToDecide(
  context: Context,
  id: string,
  statuses: readonly DraftStatus[],
): Promise<Draft> {
  const official = askingWithRole(context, GRANTING_ROLES);
  await lockDraft(context.db, id);
  const draft = await findOwn(context, official, id);
  if (!statuses.includes(draft.status)) {
    throw new Refusal('draft-not-open', { status: draft.status });
  }
  return draft;
}

async function findOwn(
  { db }: Pick<Context, 'db'>,
  { organisation }: OfficialActor,
  id: string,
): Promise<Draft> {
  const organisationId = organisation?.id;
  const filter = { id, organisationId, statuses: DRAFT_STATUSES, limit: 1 };
  const [draft] = await selectDrafts(db, filter);
  if (!draft) throw new Refusal('draft-unknown');
  return draft;
}
