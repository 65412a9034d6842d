import type { Database } from '../../../../platform/database/database.ts';
import type { DraftAct } from '../draft.ts';

const UPDATE = `
update reliefs.drafts
set status = 'rejected', rejected_by = $2::uuid, rejected_at = $3::timestamptz,
  rejection = $4::text
where id = $1::uuid and status in ('draft', 'reviewed')`;

export async function setDraftRejected(
  db: Database,
  id: string,
  { by, at, reason }: DraftAct & { reason: string },
): Promise<void> {
  await db.query(UPDATE, [id, by, at, reason]);
}
