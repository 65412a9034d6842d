import type { Database } from '../../../../platform/database/database.ts';
import type { AnnouncedEnd } from '../announced-end.ts';

const SELECT = `
select
  ending.announced_at as "announcedAt", ending.ends_on as "endsOn", ending.ends_at as "endsAt",
  ending.successor
from exchange.data_sets set
join exchange.versions version on version.data_set_id = set.id
join exchange.announced_ends ending on ending.version_id = version.id
where set.code = $1::text and version.version = $2::smallint`;

/** The announced end of a version; of one that has none, or that there is not, null. */
export async function selectAnnouncedEnd(
  db: Database,
  { code, version }: { code: string; version: number },
): Promise<AnnouncedEnd | null> {
  const [row] = await db.query<AnnouncedEnd & Record<string, unknown>>(SELECT, [code, version]);
  return row ?? null;
}
