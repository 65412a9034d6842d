import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { GrantStatus } from '../grant.ts';

export interface GrantFilter {
  id?: string;
  /** Only those of the organisation. */
  organisationId?: string | undefined;
  status?: GrantStatus | undefined;
  /** Those before this one, the newest first. */
  before?: string | undefined;
  limit: number;
}

export interface GrantRow {
  id: string;
  personId: string;
  reliefId: string;
  relief: string;
  grantorId: string;
  grantor: string;
  from: Day;
  to: Day | null;
  reasonEncrypted: Buffer;
  status: GrantStatus;
  proposedBy: string | null;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  withdrawnBy: string | null;
  withdrawnAt: Date | null;
  withdrawnOn: Day | null;
  refusalEncrypted: Buffer | null;
}

const SELECT = `
select granted.id, granted.person_id as "personId", granted.relief_id as "reliefId",
  relief.code as relief, granted.grantor_id as "grantorId", grantor.code as grantor,
  granted.valid_from as "from", granted.valid_to as "to",
  granted.reason_encrypted as "reasonEncrypted", granted.status,
  granted.proposed_by as "proposedBy", granted.proposed_at as "proposedAt",
  granted.decided_by as "decidedBy", granted.decided_at as "decidedAt",
  granted.withdrawn_by as "withdrawnBy", granted.withdrawn_at as "withdrawnAt",
  granted.withdrawn_on as "withdrawnOn", granted.refusal_encrypted as "refusalEncrypted"
from entitlements.grants granted
join reliefs.relief_codes relief on relief.id = granted.relief_id
join persons.organisation_names grantor on grantor.id = granted.grantor_id
where ($1::uuid is null or granted.id = $1::uuid)
  and ($2::uuid is null or granted.grantor_id = $2::uuid)
  and ($3::text is null or granted.status = $3::text)
  and ($4::uuid is null or granted.id < $4::uuid)
order by granted.id desc
limit $5::integer`;

/** Grants, the newest first. */
export async function selectGrants(db: Database, filter: GrantFilter): Promise<GrantRow[]> {
  const { id = null, organisationId = null, status = null, before = null, limit } = filter;
  return await db.query<GrantRow & Record<string, unknown>>(SELECT, [
    id,
    organisationId,
    status,
    before,
    limit,
  ]);
}
