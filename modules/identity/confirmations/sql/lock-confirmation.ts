import type { Database } from '../../../../platform/database/database.ts';
import type { NewConfirmation } from './insert-confirmation.ts';

export interface ConfirmationRow extends NewConfirmation {
  confirmedAt: Date | null;
  usedAt: Date | null;
  refusedAt: Date | null;
}

const SELECT = `
select id, person_id as "personId", act, means, content_digest as "contentDigest", sealed,
  begun_at as "begunAt", expires_at as "expiresAt", confirmed_at as "confirmedAt",
  used_at as "usedAt", refused_at as "refusedAt"
from identity.confirmations
where id = $1::uuid
for update`;

/** A confirmation, held until the end of the transaction: it is used once. */
export async function lockConfirmation(
  db: Database,
  id: string,
): Promise<ConfirmationRow | undefined> {
  const [row] = await db.query<ConfirmationRow & Record<string, unknown>>(SELECT, [id]);
  return row;
}
