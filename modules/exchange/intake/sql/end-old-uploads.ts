import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
with ended as (
  update exchange.uploads
  set state = 'refused', refused_for = 'abandoned', ended_at = $2::timestamptz
  where state in ('open', 'waiting') and began_at < $1::timestamptz
    and (mode = 'snapshot' or all_or_nothing)
  returning version_id, id
), lines as (
  delete from exchange.spool using ended
  where spool.version_id = ended.version_id and spool.upload_id = ended.id
)
delete from exchange.seen_keys using ended
where seen_keys.version_id = ended.version_id and seen_keys.upload_id = ended.id`;

/** Ends what was begun before and waits for its end or for somebody, with what is kept of it. */
export async function endOldUploads(
  db: Database,
  { begunBefore, endedAt }: { begunBefore: Date; endedAt: Date },
): Promise<void> {
  await db.query(UPDATE, [begunBefore, endedAt]);
}
