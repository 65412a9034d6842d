import type { Database } from '../../../platform/database/database.ts';

const READ = `
select concat_ws(' ', count(*), sum(hashtext(concat_ws(' ', id, code, kind, territory)))) as mark
from persons.organisations`;

/** A text that changes when organisations are added, or what they are and where changes. */
export async function readOrganisationsMark(db: Database): Promise<string> {
  const [row] = await db.query<{ mark: string }>({
    name: 'persons.read-organisations-mark',
    text: READ,
    values: [],
  });
  return row?.mark ?? '';
}
