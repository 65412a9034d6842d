import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { BasisPoints, Cents } from '../../../platform/money/money.ts';

export interface ReferenceTerminal {
  id: string;
  code: string;
  status: 'active' | 'suspended';
  pointOfServiceId: string;
  pointOfServiceCode: string;
  territory: string;
}

export interface ReferenceItem {
  id: string;
  code: string;
  class: string;
  unitPriceCents: Cents | null;
  taxBasisPoints: BasisPoints;
}

/** A relief of an agreement; `id` is the provider's name for it. */
export interface AgreedRelief {
  id: string;
  reliefId: string;
  grantorId: string;
  from: Day;
  to: Day | null;
}

export interface ProviderRow {
  providerId: string;
  authorisationTtlMs: number;
  terminals: ReferenceTerminal[];
  items: ReferenceItem[];
  agreedReliefs: AgreedRelief[];
}

const READ = `
select
  ids.organisation_id as "providerId",
  ids.authorisation_ttl_ms as "authorisationTtlMs",
  coalesce((
    select json_agg(json_build_object('id', id, 'code', code, 'status', status,
      'pointOfServiceId', point_of_service_id, 'pointOfServiceCode', point_of_service_code,
      'territory', territory))
    from providers.usable_terminals where ids_id = ids.id
  ), '[]') as terminals,
  coalesce((
    select json_agg(json_build_object('id', id, 'code', code, 'class', class,
      'unitPriceCents', unit_price_cents, 'taxBasisPoints', tax_basis_points))
    from providers.sold_items where organisation_id = ids.organisation_id
  ), '[]') as items,
  coalesce((
    select json_agg(json_build_object('id', id, 'reliefId', relief_id, 'grantorId', grantor_id,
      'from', valid_from, 'to', valid_to))
    from providers.agreed_reliefs where provider_id = ids.organisation_id
  ), '[]') as "agreedReliefs"
from providers.usable_ids ids
where ids.id = $1::uuid`;

/** Terminals, goods catalogue and agreements of an IDS and its provider, in one round trip. */
export async function readProviderReference(
  db: Database,
  idsId: string,
): Promise<ProviderRow | undefined> {
  const [row] = await db.query<ProviderRow>(READ, [idsId]);
  return row;
}
