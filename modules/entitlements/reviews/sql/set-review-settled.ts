import type { Database } from '../../../../platform/database/database.ts';

interface Settled {
  personId: string;
  grantorId: string;
  entitlementId: string;
}

const UPDATE = `
update entitlements.reviews
set settled_by = $3::uuid, settled_at = $4::timestamptz, outcome_encrypted = $5::bytea
where id = $1::bigint and ($2::uuid is null or grantor_id = $2::uuid) and settled_at is null
returning person_id as "personId", grantor_id as "grantorId", entitlement_id as "entitlementId"`;

/** Settles a review that is open and the organisation's; undefined when there is no such. */
export async function setReviewSettled(
  db: Database,
  id: number,
  settled: { by: string; at: Date; organisationId: string | null; outcomeEncrypted: Buffer },
): Promise<Settled | undefined> {
  const { by, at, organisationId, outcomeEncrypted } = settled;
  const [row] = await db.query<Settled & Record<string, unknown>>(UPDATE, [
    id,
    organisationId,
    by,
    at,
    outcomeEncrypted,
  ]);
  return row;
}
