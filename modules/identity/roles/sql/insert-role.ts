import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

export interface NewRole {
  id: string;
  officialId: string;
  role: string;
  validFrom: Day;
  validTo: Day;
  proposedBy: string | null;
  now: Date;
  /** Nobody else need approve it. */
  isApproved: boolean;
}

/** Writes a role, unless one of that kind is open; says whether it did. What ran out makes room. */
export async function insertRole(db: Database, one: NewRole): Promise<boolean> {
  const { id, officialId, role, validFrom, validTo, proposedBy, now, isApproved } = one;
  await db.query(
    `update identity.role_assignments set ended_at = $3::timestamptz
     where official_id = $1::uuid and role = $2::text and ended_at is null
       and valid_to <= $4::date`,
    [officialId, role, now, validFrom],
  );
  const rows = await db.query(
    `insert into identity.role_assignments
       (id, official_id, role, valid_from, valid_to, proposed_by, proposed_at, approved_at)
     values ($1::uuid, $2::uuid, $3::text, $4::date, $5::date, $6::uuid, $7::timestamptz,
       $8::timestamptz)
     on conflict do nothing returning 1`,
    [id, officialId, role, validFrom, validTo, proposedBy, now, isApproved ? now : null],
  );
  return rows.length === 1;
}
