import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import { lockReliefs } from '../sql/lock-reliefs.ts';
import { isBeforeToday, writeDraftAudit } from './add-draft.ts';
import type { Draft } from './draft.ts';
import { readPublication } from './read-publication.ts';
import { insertDraft } from './sql/insert-draft.ts';
import { selectDrafts } from './sql/select-drafts.ts';

/** A relief as a system of its grantor states it. */
export interface StatedText {
  /** The whole file, as YAML. */
  text: string;
  /** Of the relief, which the text must be of. */
  code: string;
  retroactiveReason?: string | undefined;
  grantorId: string;
  /** The data set and its version. */
  from: string;
}

/**
 * Keeps what a system of a grantor states of its relief as a draft, for officials to review and
 * publish. Nothing is kept when it is published like this, or waits already.
 *
 * Refuses `relief-files-invalid`, `draft-of-another-code`, `relief-of-another-grantor`,
 * `retroactive-without-reason`, `draft-open`, and as `publishReliefs` does.
 */
export async function draftStated(context: Context, stated: StatedText): Promise<void> {
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    await lockReliefs(db);
    const { text, code, grantorId, from, retroactiveReason = null } = stated;
    const publication = await readPublication(inside, text);
    const { kind, payers, changes } = publication;
    if (kind !== 'relief' || publication.code !== code) throw new Refusal('draft-of-another-code');
    const grantor = (await listOrganisations(inside)).find(({ id }) => id === grantorId);
    if (!grantor || !payers?.every((payer) => payer === grantor.code)) {
      throw new Refusal('relief-of-another-grantor', { grantor: grantor?.code });
    }
    if (!changes) return;
    const isRetroactive = isBeforeToday(context, publication);
    if (isRetroactive && !retroactiveReason) throw new Refusal('retroactive-without-reason');
    const open = { code, statuses: ['draft', 'reviewed'] as const, limit: 10 };
    const [waiting] = (await selectDrafts(db, open)).filter((one) => one.kind === kind);
    if (waiting?.text === text) return;
    if (waiting) throw new Refusal('draft-open', { code });
    const organisation = { id: grantor.id, code: grantor.code };
    const draft: Draft = {
      ...{ id: context.ids.next(), kind, code, organisation, text },
      drafted: { by: null, from, at: context.clock.now() },
      retroactiveReason: isRetroactive ? retroactiveReason : null,
      ...{ status: 'draft', reviewed: null, rejected: null, published: null },
    };
    if (!(await insertDraft(db, draft))) throw new Refusal('draft-open', { code });
    await writeDraftAudit(inside, 'reliefs.draft', draft, { from });
  });
}
