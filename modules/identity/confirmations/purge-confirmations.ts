import type { Context } from '../../../platform/context.ts';

const SLICE = 5_000;

/** An act can be disputed as long as claims from it last: ten years (Civil Law of Latvia, Section 1895). */
const EVIDENCE_YEARS = 10;

/** Forgets confirmations that came to nothing, and evidence when acts can no longer be disputed. */
export async function purgeConfirmations({ db, clock }: Context): Promise<void> {
  for (let deleted = SLICE; deleted === SLICE; ) {
    const rows = await db.query(
      `delete from identity.confirmations where id in (
         (select id from identity.confirmations
          where used_at is null and expires_at < $1::timestamptz
          order by expires_at limit $2::integer)
         union all
         (select id from identity.confirmations
          where used_at < $1::timestamptz - make_interval(years => $3::integer)
          order by used_at limit $2::integer)
         limit $2::integer
       ) returning 1`,
      [clock.now(), SLICE, EVIDENCE_YEARS],
    );
    deleted = rows.length;
  }
}
