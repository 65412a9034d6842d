import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';

/** What was used on days on which the relief turned out not to be due. */
interface ReviewedUses {
  id: number;
  personId: string;
  relief: string;
  /** Half-open: the days that fell away. */
  from: Day;
  to: Day;
  notedAt: Date;
  uses: { transactionId: string; day: Day; amountCents: number }[];
}

/**
 * The days may be covered again since: then nothing of them is left to look at. Corrected several times,
 * a use stands in the last review of its day alone, and is decided there once.
 */
const SELECT = `
select review.id, review.person_id as "personId", relief.code as relief,
  review.valid_from as "from", review.valid_to as "to", review.noted_at as "notedAt",
  coalesce(uses.list, '[]') as uses
from (
  select * from entitlements.open_reviews
  where ($1::uuid is null or grantor_id = $1::uuid) and id > $2::bigint
  order by id
  limit $3::integer
) review
join reliefs.relief_codes relief on relief.id = review.relief_id
left join lateral (
  select json_agg(json_build_object('transactionId', used.id, 'day', used.day,
    'amountCents', used.amount_cents) order by used.day, used.id) as list
  from (
    select done.id, done.day, sum(posting.amount_cents)::bigint as amount_cents
    from transactions.postings posting
    join transactions.dated_transactions done
      on done.person_id = posting.person_id and done.id = posting.transaction_id
    where posting.person_id = review.person_id
      and posting.instruction_id = review.instruction_id
      and done.day >= review.valid_from and done.day < review.valid_to
      and not exists (
        select from entitlements.current_entitlements held
        where held.person_id = review.person_id
          and held.instruction_id = review.instruction_id
          and held.grantor_id = review.grantor_id and held.benefits @> review.benefits
          and held.valid_from <= done.day and (held.valid_to is null or held.valid_to > done.day)
      )
      and not exists (
        select from entitlements.reviewed_days later
        where later.person_id = review.person_id and later.id > review.id
          and later.instruction_id = review.instruction_id
          and later.grantor_id = review.grantor_id and later.benefits @> review.benefits
          and later.valid_from <= done.day and later.valid_to > done.day
      )
    group by done.id, done.day
    having sum(posting.amount_cents) > 0
  ) used
) uses on true
order by review.id`;

/** A page of open reviews with what is still used of them by the books; some may have nothing. */
export async function listReviewedUses(
  db: Database,
  { grantorId, after, atMost }: { grantorId: string | null; after: number; atMost: number },
): Promise<ReviewedUses[]> {
  return await db.query<ReviewedUses & Record<string, unknown>>(SELECT, [grantorId, after, atMost]);
}
