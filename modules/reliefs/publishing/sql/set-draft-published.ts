import type { Database } from '../../../../platform/database/database.ts';
import type { DraftAct } from '../draft.ts';

const UPDATE = `
update reliefs.drafts
set status = 'published', published_by = $2::uuid, published_at = $3::timestamptz
where id = $1::uuid and status = 'reviewed'`;

export async function setDraftPublished(
  db: Database,
  id: string,
  { by, at }: DraftAct,
): Promise<void> {
  await db.query(UPDATE, [id, by, at]);
}
