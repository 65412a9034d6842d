import type { Database } from '../../../../platform/database/database.ts';
import type { Terms } from '../terms.ts';

export interface NewPermission {
  id: string;
  number: string;
  dataSetId: string;
  holderId: string;
  versionIds: readonly number[];
  terms: Terms;
  appliedAt: Date;
}

const INSERT = `
with permission as (
  insert into exchange.permissions (
    id, number, data_set_id, holder_id, state, purpose, legal_basis, fields, rows, quota,
    quota_period, rate_per_minute, price_cents, valid_from, valid_until, applied_at
  )
  values (
    $1::uuid, $2::text, $3::uuid, $4::uuid, 'applied', $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb,
    $10::bigint, $11::text, $12::integer, $13::integer, $14::date, $15::date, $16::timestamptz
  )
  returning id
)
insert into exchange.permission_versions (permission_id, version_id)
select permission.id, version_id from permission cross join unnest($5::integer[]) as version_id`;

export async function insertPermission(db: Database, given: NewPermission): Promise<void> {
  const { id, number, dataSetId, holderId, versionIds, terms, appliedAt } = given;
  await db.query(INSERT, [
    ...[id, number, dataSetId, holderId, versionIds],
    ...termValues(terms),
    appliedAt,
  ]);
}

/** Terms in the order in which statements take them. */
export function termValues(terms: Terms): unknown[] {
  const json = [terms.purpose, terms.legalBasis, terms.fields, terms.rows];
  const { quota, quotaPeriod, ratePerMinute, priceCents, validFrom, validUntil } = terms;
  return [
    ...json.map((value) => JSON.stringify(value)),
    ...[quota, quotaPeriod, ratePerMinute, priceCents, validFrom, validUntil],
  ];
}
