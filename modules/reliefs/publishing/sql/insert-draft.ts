import type { Database } from '../../../../platform/database/database.ts';
import type { Draft } from '../draft.ts';

const INSERT = `
insert into reliefs.drafts
  (id, kind, code, organisation_id, text, retroactive_reason, status, drafted_by, drafted_from,
    drafted_at)
values ($1::uuid, $2::text, $3::text, $4::uuid, $5::text, $6::text, 'draft', $7::uuid,
  $8::text, $9::timestamptz)
on conflict (kind, code) where status in ('draft', 'reviewed') do nothing
returning id`;

export type NewDraft = Omit<Draft, 'status' | 'reviewed' | 'rejected' | 'published'>;

/** Adds a draft; false when one of the same code is open, perhaps of another organisation. */
export async function insertDraft(db: Database, draft: NewDraft): Promise<boolean> {
  const { id, kind, code, organisation, text, retroactiveReason, drafted } = draft;
  const { by, from, at } = drafted;
  const organisationId = organisation?.id ?? null;
  const values = [id, kind, code, organisationId, text, retroactiveReason, by, from, at];
  return (await db.query(INSERT, values)).length > 0;
}
