import type { Database } from '../../../../platform/database/database.ts';
import type { Permission } from '../permission.ts';
import { termValues } from './insert-permission.ts';

const UPDATE = `
update exchange.permissions
set state = $2::text, agreed_by = $3::text, proposed = $4::jsonb, purpose = $5::jsonb,
  legal_basis = $6::jsonb, fields = $7::jsonb, rows = $8::jsonb, quota = $9::bigint,
  quota_period = $10::text, rate_per_minute = $11::integer, price_cents = $12::integer,
  valid_from = $13::date, valid_until = $14::date
where id = $1::uuid`;

/** Writes what became of a permission: its state and its terms. */
export async function updatePermission(db: Database, permission: Permission): Promise<void> {
  const { id, state, agreedBy, proposed } = permission;
  const waiting = proposed && JSON.stringify(proposed);
  await db.query(UPDATE, [id, state, agreedBy, waiting, ...termValues(permission)]);
}
