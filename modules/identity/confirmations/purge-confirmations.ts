import type { Context } from '../../../platform/context.ts';

const SLICE = 5_000;

/** Forgets confirmations that came to nothing. Those that were used stay, with their evidence. */
export async function purgeConfirmations({ db, clock }: Context): Promise<void> {
  for (let deleted = SLICE; deleted === SLICE; ) {
    const rows = await db.query(
      `delete from identity.confirmations where id in (
         select id from identity.confirmations
         where used_at is null and expires_at < $1::timestamptz
         order by expires_at limit $2::integer
       ) returning 1`,
      [clock.now(), SLICE],
    );
    deleted = rows.length;
  }
}
