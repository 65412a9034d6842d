import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/**
 * Of entitlements that ended, the days up to today on which none that says the same is left: by the
 * same instruction and grantor, with its benefits.
 */
const INSERT = `
insert into entitlements.reviews (person_id, entitlement_id, relief_id, instruction_id, grantor_id,
  benefits, valid_from, valid_to, noted_at)
select held.person_id, held.id, held.relief_id, held.instruction_id, held.grantor_id, held.benefits,
  lower(lost), upper(lost), $4::timestamptz
from unnest($1::uuid[], $2::uuid[]) as ended (person_id, id)
join entitlements.entitlements held on held.person_id = ended.person_id and held.id = ended.id
cross join lateral (
  select coalesce(range_agg(daterange(rest.valid_from, rest.valid_to)), '{}') as days
  from entitlements.entitlements rest
  where rest.person_id = held.person_id and rest.superseded_at is null
    and rest.instruction_id = held.instruction_id and rest.grantor_id = held.grantor_id
    and rest.benefits @> held.benefits
) still
cross join lateral unnest(
  datemultirange(daterange(held.valid_from, held.valid_to) * daterange(null, $3::date, '(]'))
    - still.days
) as lost`;

/** Notes the past days that these entitlements have lost, for somebody to review. */
export async function insertReviews(
  db: Database,
  ended: readonly { personId: string; id: string }[],
  { today, at }: { today: Day; at: Date },
): Promise<void> {
  await db.query(INSERT, [
    ended.map(({ personId }) => personId),
    ended.map(({ id }) => id),
    today,
    at,
  ]);
}
