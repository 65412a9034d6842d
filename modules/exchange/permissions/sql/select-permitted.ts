import type { Database } from '../../../../platform/database/database.ts';
import type { GrantedFields } from '../granted-fields.ts';
import type { DecidedState, Party } from '../permission.ts';
import type { QuotaPeriod } from '../quota-period.ts';
import type { RowFilter } from '../terms.ts';

/** What reading needs of a permission, for one version of its data set. */
export interface PermittedReading {
  id: string;
  number: string;
  versionId: number;
  state: DecidedState;
  validFrom: string;
  validUntil: string;
  quotaPeriod: QuotaPeriod;
  priceCents: number;
  granted: GrantedFields | null;
  rows: RowFilter[];
  holder: Party;
}

const SELECT = `
select
  permission.id, permission.number, permitted.version_id as "versionId", permission.state,
  permission.valid_from as "validFrom", permission.valid_until as "validUntil",
  permission.quota_period as "quotaPeriod", permission.price_cents as "priceCents",
  permitted.granted, permission.rows,
  jsonb_build_object(
    'id', holder.id, 'code', holder.code, 'territory', holder.territory,
    'registrationNumber', holder.registration_number) as holder
from exchange.permissions permission
join exchange.permission_versions permitted on permitted.permission_id = permission.id
join exchange.versions version on version.id = permitted.version_id
join exchange.data_sets set on set.id = version.data_set_id
join persons.organisations holder on holder.id = permission.holder_id
where permission.number = $1::text and permission.holder_id = $2::uuid
  and set.code = $3::text and version.version = $4::smallint`;

/** A permission that somebody holds for a version, whatever its state. */
export async function selectPermitted(
  db: Database,
  asked: { number: string; holderId: string; code: string; version: number },
): Promise<PermittedReading | undefined> {
  const { number, holderId, code, version } = asked;
  const [row] = await db.query<PermittedReading & Record<string, unknown>>({
    name: 'exchange-select-permitted',
    text: SELECT,
    values: [number, holderId, code, version],
  });
  return row;
}
