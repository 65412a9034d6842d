import type { Database } from '../../../../platform/database/database.ts';
import type { Draft, DraftKind, DraftStatus } from '../draft.ts';

export interface DraftFilter {
  id?: string;
  code?: string;
  /** Only those of the organisation. */
  organisationId?: string | undefined;
  statuses: readonly DraftStatus[];
  limit: number;
}

interface Row {
  id: string;
  kind: DraftKind;
  code: string;
  organisationId: string | null;
  organisation: string | null;
  text: string;
  retroactiveReason: string | null;
  status: DraftStatus;
  draftedBy: string | null;
  draftedFrom: string | null;
  draftedAt: Date;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  rejectedBy: string | null;
  rejectedAt: Date | null;
  rejection: string | null;
  publishedBy: string | null;
  publishedAt: Date | null;
}

const SELECT = `
select draft.id, draft.kind, draft.code, draft.organisation_id as "organisationId",
  organisation.code as organisation, draft.text, draft.retroactive_reason as "retroactiveReason",
  draft.status, draft.drafted_by as "draftedBy", draft.drafted_from as "draftedFrom", draft.drafted_at as "draftedAt",
  draft.reviewed_by as "reviewedBy", draft.reviewed_at as "reviewedAt",
  draft.rejected_by as "rejectedBy", draft.rejected_at as "rejectedAt", draft.rejection,
  draft.published_by as "publishedBy", draft.published_at as "publishedAt"
from reliefs.drafts draft
left join persons.organisation_names organisation on organisation.id = draft.organisation_id
where ($1::uuid is null or draft.id = $1::uuid)
  and ($2::text is null or draft.code = $2::text)
  and ($3::uuid is null or draft.organisation_id = $3::uuid)
  and draft.status = any($4::text[])
order by draft.drafted_at desc, draft.id desc
limit $5::integer`;

/** Drafts, the newest first. */
export async function selectDrafts(db: Database, filter: DraftFilter): Promise<Draft[]> {
  const { id = null, code = null, organisationId = null, statuses, limit } = filter;
  const rows = await db.query<Row & Record<string, unknown>>(SELECT, [
    id,
    code,
    organisationId,
    statuses,
    limit,
  ]);
  return rows.map(draftOf);
}

function draftOf(row: Row): Draft {
  const { id, kind, code, organisationId, organisation, text, retroactiveReason, status } = row;
  const rejected = actOf(row.rejectedBy, row.rejectedAt);
  return {
    ...{ id, kind, code, text, retroactiveReason, status },
    organisation:
      organisationId !== null && organisation !== null
        ? { id: organisationId, code: organisation }
        : null,
    drafted: { by: row.draftedBy, from: row.draftedFrom, at: row.draftedAt },
    reviewed: actOf(row.reviewedBy, row.reviewedAt),
    rejected: rejected && { ...rejected, reason: row.rejection ?? '' },
    published: actOf(row.publishedBy, row.publishedAt),
  };
}

function actOf(by: string | null, at: Date | null): { by: string; at: Date } | null {
  return by !== null && at !== null ? { by, at } : null;
}
