import type { Database } from '../../../platform/database/database.ts';

const READ = `
select concat_ws(' ', (select count(*) from reliefs.reliefs), count(*), count(valid_to),
  sum(valid_to - date '2000-01-01'), max(published_at)) as mark
from (
  select valid_to, published_at from reliefs.instructions
  union all
  select valid_to, published_at from reliefs.definition_versions
) as versions`;

/** A text that changes when a version of a relief or a definition is published or ended. */
export async function readCatalogueMark(db: Database): Promise<string> {
  const [row] = await db.query<{ mark: string }>(READ);
  return row?.mark ?? '';
}
