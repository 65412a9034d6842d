import type { Database } from '../../../platform/database/database.ts';
import type { Entitlement } from '../entitlement.ts';

export interface Replaced {
  added: number;
  superseded: number;
}

const REPLACE = `
with given as materialized (
  select *
  from jsonb_to_recordset($1::jsonb) as given (
    "personId" uuid, "id" uuid, "reliefId" uuid, "instructionId" uuid, "grantorId" uuid,
    "shareGrantorIds" uuid[], "householdId" uuid, "benefits" smallint[], "from" date, "to" date,
    "provisional" boolean, "reason" jsonb
  )
), current as materialized (
  select person_id, id, relief_id, instruction_id, grantor_id, share_grantor_ids, household_id,
    benefits, valid_from, valid_to, provisional, reason
  from entitlements.entitlements
  where person_id = any($2::uuid[]) and superseded_at is null and source = 'facts'
), kept as materialized (
  select current.id, given."id" as given_id
  from current
  join given
    on given."personId" = current.person_id
    and given."instructionId" = current.instruction_id
    and given."from" = current.valid_from
    and given."reliefId" = current.relief_id
    and given."grantorId" = current.grantor_id
    and given."shareGrantorIds" = current.share_grantor_ids
    and given."householdId" is not distinct from current.household_id
    and given."benefits" = current.benefits
    and given."to" is not distinct from current.valid_to
    and given."provisional" = current.provisional
    and given."reason" = current.reason
), superseded as (
  update entitlements.entitlements
  set superseded_at = $3::timestamptz
  from current
  where entitlements.person_id = current.person_id and entitlements.id = current.id
    and current.id not in (select id from kept)
  returning 1
), added as (
  insert into entitlements.entitlements (
    person_id, id, relief_id, instruction_id, grantor_id, share_grantor_ids, household_id, benefits,
    valid_from, valid_to, provisional, source, reason, computed_at
  )
  select
    "personId", "id", "reliefId", "instructionId", "grantorId", "shareGrantorIds", "householdId",
    "benefits", "from", "to", "provisional", 'facts', "reason", $3::timestamptz
  from given
  where "id" not in (select given_id from kept)
  returning 1
)
select (select count(*) from added) as added, (select count(*) from superseded) as superseded`;

/**
 * Makes the current entitlements from facts of these persons equal to the given ones. Rows that say
 * the same stay; the others end (`superseded_at`) or are added. Manual ones are not touched.
 */
export async function replaceEntitlements(
  db: Database,
  given: { personIds: readonly string[]; entitlements: readonly Entitlement[]; at: Date },
): Promise<Replaced> {
  const [counts] = await db.query<Replaced & Record<string, unknown>>({
    name: 'entitlements.replace',
    text: REPLACE,
    values: [JSON.stringify(given.entitlements), given.personIds, given.at],
  });
  return { added: counts?.added ?? 0, superseded: counts?.superseded ?? 0 };
}
