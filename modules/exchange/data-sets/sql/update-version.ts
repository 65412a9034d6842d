import type { Database } from '../../../../platform/database/database.ts';
import type { Version } from '../../version.ts';

const UPDATE = `
update exchange.versions
set state = $2::text, revision = $3::integer, ends_on = $4::date,
  end_announced_at = case when $4::date is not null then coalesce(end_announced_at, $5::timestamptz) end
where id = $1::integer`;

/** Changes a version. An end is announced when it is first set, whatever becomes of its day. */
export async function updateVersion(
  db: Database,
  { id, state, revision, endsOn }: Pick<Version, 'id' | 'state' | 'revision' | 'endsOn'>,
  now: Date,
): Promise<void> {
  await db.query(UPDATE, [id, state, revision, endsOn, now]);
}
