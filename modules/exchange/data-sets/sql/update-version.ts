import type { Database } from '../../../../platform/database/database.ts';
import type { Version } from '../../version.ts';

const UPDATE = `
update exchange.versions
set state = $2::text, revision = $3::integer, ends_on = $4::date
where id = $1::integer`;

export async function updateVersion(
  db: Database,
  { id, state, revision, endsOn }: Pick<Version, 'id' | 'state' | 'revision' | 'endsOn'>,
): Promise<void> {
  await db.query(UPDATE, [id, state, revision, endsOn]);
}
