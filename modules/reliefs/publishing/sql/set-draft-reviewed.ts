import type { Database } from '../../../../platform/database/database.ts';
import type { DraftAct } from '../draft.ts';

const UPDATE = `
update reliefs.drafts
set status = 'reviewed', reviewed_by = $2::uuid, reviewed_at = $3::timestamptz
where id = $1::uuid and status = 'draft'`;

export async function setDraftReviewed(
  db: Database,
  id: string,
  { by, at }: DraftAct,
): Promise<void> {
  await db.query(UPDATE, [id, by, at]);
}
