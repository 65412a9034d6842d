import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Cents } from '../../../platform/money/money.ts';
import type { TransactionAnswer } from '../api-answers.ts';
import type { RequestContent } from '../authorising/request-content.ts';

/** What is asked about one request of a batch. `clientId` is null when only the means is asked for. */
export interface AuthorisationQuery {
  idsId: string;
  clientId: string | null;
  meansHash: Buffer;
  day: Day;
}

export interface FoundMeans {
  id: string;
  personId: string;
  kind: string;
  status: 'active' | 'blocked' | 'lost';
  validFrom: string;
  validTo: string | null;
  singleUse: boolean;
  used: boolean;
}

export interface FoundEntitlement {
  id: string;
  reliefId: string;
  instructionId: string;
  grantorId: string;
  shareGrantorIds: string[];
  householdId: string | null;
  benefits: number[];
  /** What nobody has taken of yet is absent. */
  budgetsLeft: { month?: Cents; year?: Cents } | null;
}

export interface FoundCounter {
  subjectId: string;
  reliefId: string;
  measure: 'units' | 'cents' | 'points';
  period: string;
  periodStart: Day;
  used: number;
}

/** The client's id is known: of a transaction, or of a cancel that came first (no answer). */
export interface EarlierRequest {
  contentHash: string | null;
  content: RequestContent | null;
  answer: TransactionAnswer | null;
}

export interface AuthorisationFindings {
  earlier: EarlierRequest | null;
  means: FoundMeans | null;
  entitlements: FoundEntitlement[];
  counters: FoundCounter[];
}

const READ = `
select
  case when client.ids_id is not null then json_build_object(
    'contentHash', encode(client.content_hash, 'hex'),
    'content', client.content,
    'answer', earlier.answer
  ) end as earlier,
  case when means.id is not null then json_build_object(
    'id', means.id,
    'personId', means.person_id,
    'kind', means.kind,
    'status', means.status,
    'validFrom', means.valid_from,
    'validTo', means.valid_to,
    'singleUse', means.single_use,
    'used', means.used_at is not null
  ) end as means,
  coalesce(held.entitlements, '[]'::json) as entitlements,
  coalesce(usage.counters, '[]'::json) as counters
from unnest($1::uuid[], $2::text[], $3::text[], $4::date[]) with ordinality
  as asked (ids_id, client_id, means_hash, day, position)
left join transactions.client_ids client
  on client.ids_id = asked.ids_id and client.client_id = asked.client_id
left join transactions.transactions earlier
  on earlier.person_id = client.person_id and earlier.id = client.transaction_id
left join means.usable_means means on means.value_hash = decode(asked.means_hash, 'hex')
left join lateral (
  select
    json_agg(json_build_object(
      'id', entitlement.id,
      'reliefId', entitlement.relief_id,
      'instructionId', entitlement.instruction_id,
      'grantorId', entitlement.grantor_id,
      'shareGrantorIds', entitlement.share_grantor_ids,
      'householdId', entitlement.household_id,
      'benefits', entitlement.benefits,
      'budgetsLeft', (
        select json_object_agg(period, left_cents)
        from transactions.budget_left(
          entitlement.relief_id, entitlement.grantor_id, asked.day)
      )
    )) as entitlements,
    array_agg(entitlement.household_id) as households
  from entitlements.current_entitlements entitlement
  where entitlement.person_id = means.person_id
    and entitlement.valid_from <= asked.day
    and (entitlement.valid_to is null or entitlement.valid_to > asked.day)
) held on true
left join lateral (
  select json_agg(json_build_object(
    'subjectId', counter.subject_id,
    'reliefId', counter.relief_id,
    'measure', counter.measure,
    'period', counter.period,
    'periodStart', counter.period_start,
    'used', counter.used
  )) as counters
  from transactions.usage_counters counter
  where counter.subject_id = any (means.person_id || held.households)
    and counter.period_end > asked.day
    and counter.period_start <= asked.day
) usage on true
order by asked.position`;

/** Everything that a batch of authorisations needs to know, in one round trip, in the order asked. */
export async function readForAuthorisation(
  db: Database,
  queries: readonly AuthorisationQuery[],
): Promise<AuthorisationFindings[]> {
  return await db.query<AuthorisationFindings>({
    name: 'read-for-authorisation',
    text: READ,
    values: [
      queries.map((query) => query.idsId),
      queries.map((query) => query.clientId),
      queries.map((query) => query.meansHash.toString('hex')),
      queries.map((query) => query.day),
    ],
  });
}
