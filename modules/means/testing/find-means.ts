import type { Context } from '../../../platform/context.ts';
import { hashMeansValue, type MeansStatus } from '../means.ts';

interface FoundMeans {
  id: string;
  personId: string;
  kind: string;
  status: MeansStatus;
  singleUse: boolean;
  used: boolean;
}

const SELECT = `
select id, person_id as "personId", kind, single_use as "singleUse", used_at is not null as used,
  case when status = 'active' and not (valid_from <= $2::timestamptz and
    (valid_to is null or $2::timestamptz < valid_to)) then 'expired' else status end as status
from means.means
where value_hash = $1::bytea`;

/** What a terminal finds when it is shown a value: transactions read it in their own round trip. */
export async function findMeans(context: Context, value: string): Promise<FoundMeans | undefined> {
  const hash = hashMeansValue(context.keys, value);
  const [means] = await context.db.query<FoundMeans & Record<string, unknown>>(SELECT, [
    hash,
    context.clock.now(),
  ]);
  return means;
}
