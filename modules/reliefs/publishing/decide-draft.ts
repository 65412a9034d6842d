import { askingWithRole } from '../../../platform/asking.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { lockReliefs } from '../sql/lock-reliefs.ts';
import { isBeforeToday, writeDraftAudit } from './add-draft.ts';
import { getDraftToDecide } from './list-drafts.ts';
import type { PublishedChange } from './publish-reliefs.ts';
import { readPublication } from './read-publication.ts';
import { requireOwnPayers } from './require-own-payers.ts';
import { setDraftPublished } from './sql/set-draft-published.ts';
import { setDraftRejected } from './sql/set-draft-rejected.ts';
import { setDraftReviewed } from './sql/set-draft-reviewed.ts';

/**
 * Says that a draft may be published: a second official, never its author. Refuses `draft-unknown`,
 * `draft-not-open`, `official-role-missing` and `reviewer-is-author`.
 */
export async function reviewDraft(context: Context, id: string): Promise<void> {
  const { officialId } = askingWithRole(context, ['reviewer']);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const draft = await getDraftToDecide(inside, id, ['draft']);
    if (draft.drafted.by === officialId) throw new Refusal('reviewer-is-author');
    await setDraftReviewed(db, id, { by: officialId, at: context.clock.now() });
    await writeDraftAudit(inside, 'reliefs.review', draft);
  });
}

/**
 * Ends a draft that was not published yet: a reviewer turns it down, or its author takes it back.
 * Refuses `draft-unknown`, `draft-not-open` and `official-role-missing`.
 */
export async function rejectDraft(
  context: Context,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const { officialId, roles } = askingWithRole(context, ['reviewer', 'editor']);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const draft = await getDraftToDecide(inside, id, ['draft', 'reviewed']);
    if (!roles.includes('reviewer') && draft.drafted.by !== officialId) {
      throw new Refusal('official-role-missing', { roles: ['reviewer'] });
    }
    await setDraftRejected(db, id, { by: officialId, at: context.clock.now(), reason });
    await writeDraftAudit(inside, 'reliefs.reject', draft, { reason });
  });
}

/**
 * Publishes a draft that was reviewed: from then on its versions never change. What entitlements
 * follow is computed afterwards. Of what the grantor's own system drafted, one official reviews and
 * another publishes (`publisher-is-reviewer`).
 *
 * Refuses `draft-unknown`, `draft-not-open`, `official-role-missing`, `retroactive-without-reason`
 * when a first day has passed since it was drafted, `relief-files-invalid` when what it names is no
 * longer known, and as `publishReliefs` does.
 */
export async function publishDraft(context: Context, id: string): Promise<PublishedChange> {
  const official = askingWithRole(context, ['editor', 'reviewer']);
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    await lockReliefs(db);
    const draft = await getDraftToDecide(inside, id, ['reviewed']);
    if (draft.drafted.by === null && draft.reviewed?.by === official.officialId) {
      throw new Refusal('publisher-is-reviewer');
    }
    const publication = await readPublication(inside, draft.text);
    requireOwnPayers(official, publication.payers);
    if (isBeforeToday(context, publication) && draft.retroactiveReason === null) {
      throw new Refusal('retroactive-without-reason');
    }
    const done = await publication.publish(id);
    await setDraftPublished(db, id, { by: official.officialId, at: context.clock.now() });
    await writeDraftAudit(inside, 'reliefs.publish', draft, { ...done });
    return done;
  });
}
