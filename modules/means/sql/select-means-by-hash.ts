import type { Database } from '../../../platform/database/database.ts';
import type { ShownMeans } from '../find-means.ts';
import type { MeansStatus } from '../means.ts';

interface Row {
  id: string;
  person_id: string;
  kind: string;
  status: MeansStatus;
  single_use: boolean;
  used: boolean;
}

const SELECT = `
select id, person_id, kind, single_use, used_at is not null as used,
  case when status = 'active' and not (valid_from <= $2::timestamptz and
    (valid_to is null or $2::timestamptz < valid_to)) then 'expired' else status end as status
from means.means
where value_hash = $1::bytea`;

export async function selectMeansByHash(
  db: Database,
  { hash, now }: { hash: Buffer; now: Date },
): Promise<ShownMeans | undefined> {
  const [row] = await db.query<Row & Record<string, unknown>>(SELECT, [hash, now]);
  if (!row) return undefined;
  const { id, kind, status, used } = row;
  return { id, personId: row.person_id, kind, status, singleUse: row.single_use, used };
}
