import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

interface PublishedVersion {
  version: number;
  endsOn: Day | null;
}

const SELECT = `
select version.version, version.ends_on as "endsOn"
from exchange.versions version
join exchange.data_sets set on set.id = version.data_set_id
where set.code = $1::text and version.state = 'published'
  and (version.ends_on is null or version.ends_on > $2::date)
order by version.version`;

/** The versions of a data set that others may ask to read. */
export async function selectPublishedVersions(
  db: Database,
  { code, today }: { code: string; today: Day },
): Promise<PublishedVersion[]> {
  return await db.query<PublishedVersion & Record<string, unknown>>(SELECT, [code, today]);
}
