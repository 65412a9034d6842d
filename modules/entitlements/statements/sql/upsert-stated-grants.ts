import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

export interface StatedGrantRow {
  id: string;
  keyHash: Buffer;
  personId: string;
  reliefId: string;
  from: Day;
  to: Day | null;
  reasonEncrypted: Buffer;
}

/** Whose grant of which relief is another one now. */
export interface GrantChange {
  id: string;
  personId: string;
  reliefId: string;
}

const UPSERT = `
with given as materialized (
  select * from unnest($3::uuid[], $4::bytea[], $5::uuid[], $6::uuid[], $7::date[], $8::date[],
    $9::bytea[])
    as one (id, source_key, person_id, relief_id, valid_from, valid_to, reason_encrypted)
), held as materialized (
  select granted.source_key, granted.id, granted.person_id, granted.relief_id, granted.valid_from,
    granted.valid_to, granted.status
  from entitlements.grants granted join given using (source_key)
  where granted.grantor_id = $1::uuid
), written as (
  insert into entitlements.grants as granted (id, person_id, relief_id, grantor_id, valid_from,
    valid_to, reason_encrypted, source_key, status, proposed_at, decided_at)
  select id, person_id, relief_id, $1::uuid, valid_from, valid_to, reason_encrypted, source_key,
    'confirmed', $2::timestamptz, $2::timestamptz
  from given
  on conflict (grantor_id, source_key) where source_key is not null do update
  set person_id = excluded.person_id, relief_id = excluded.relief_id,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to,
    reason_encrypted = excluded.reason_encrypted, status = 'confirmed',
    decided_at = excluded.decided_at, withdrawn_at = null, withdrawn_on = null
  returning granted.id, granted.source_key
), changed as (
  select written.id, given.person_id, given.relief_id, held.person_id as former_person_id,
    held.relief_id as former_relief_id
  from written
  join given using (source_key)
  left join held using (source_key)
  where held.id is null or held.status <> 'confirmed'
    or (held.person_id, held.relief_id, held.valid_from, held.valid_to)
      is distinct from (given.person_id, given.relief_id, given.valid_from, given.valid_to)
)
select id, person_id as "personId", relief_id as "reliefId" from changed
union
select id, former_person_id, former_relief_id from changed where former_person_id is not null`;

/** Grants as the grantor's system states them now, by its own keys; what has changed comes back. */
export async function upsertStatedGrants(
  db: Database,
  { grantorId, at }: { grantorId: string; at: Date },
  rows: readonly StatedGrantRow[],
): Promise<GrantChange[]> {
  return await db.query<GrantChange & Record<string, unknown>>(UPSERT, [
    grantorId,
    at,
    rows.map(({ id }) => id),
    rows.map(({ keyHash }) => keyHash),
    rows.map(({ personId }) => personId),
    rows.map(({ reliefId }) => reliefId),
    rows.map(({ from }) => from),
    rows.map(({ to }) => to),
    rows.map(({ reasonEncrypted }) => reasonEncrypted),
  ]);
}
