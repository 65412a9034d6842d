import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select chosen.field
from exchange.permission_versions permitted
join exchange.permissions permission on permission.id = permitted.permission_id
cross join jsonb_to_recordset(permission.rows) as chosen (field text)
where permitted.version_id = $1::integer
union
select chosen.field
from exchange.mailboxes mailbox
cross join jsonb_to_recordset(mailbox.filter) as chosen (field text)
where mailbox.version_id = $1::integer`;

/** The open fields by which somebody sees some rows of a version alone. */
export async function selectRowFields(db: Database, versionId: number): Promise<Set<string>> {
  const rows = await db.query<{ field: string }>(SELECT, [versionId]);
  return new Set(rows.map(({ field }) => field));
}
