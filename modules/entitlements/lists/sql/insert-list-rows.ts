import type { Database } from '../../../../platform/database/database.ts';
import type { MemberRow } from '../read-member-rows.ts';

const INSERT = `
insert into entitlements.member_list_rows (list_id, person_id, valid_from, valid_to)
select $1::uuid, person_id, valid_from, valid_to
from unnest($2::uuid[], $3::date[], $4::date[]) as given (person_id, valid_from, valid_to)`;

/** Keeps whom a list names until it is decided. */
export async function insertListRows(
  db: Database,
  listId: string,
  rows: readonly MemberRow[],
): Promise<void> {
  await db.query(INSERT, [
    listId,
    rows.map(({ personId }) => personId),
    rows.map(({ from }) => from),
    rows.map(({ to }) => to),
  ]);
}
