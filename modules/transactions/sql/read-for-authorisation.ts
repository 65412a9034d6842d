import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Cents } from '../../../platform/money/money.ts';
import type { TransactionAnswer } from '../api-answers.ts';
import type { CounterKey } from '../authorising/quota-counters.ts';
import type { RequestContent } from '../authorising/request-content.ts';

/** What is asked about one request of a batch. `clientId` is null when only the means is asked for. */
export interface AuthorisationQuery {
  idsId: string;
  clientId: string | null;
  meansHash: Buffer;
  day: Day;
  /** The municipality of the point of service; '' when it lies in none. */
  municipality: string;
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
  /** Since when the person has had the relief; told where a quota carries over. */
  heldFrom: Day | null;
  /** Birthdays of the living ones; told where a quota is for each child. */
  children: Day[] | null;
  /** By `budgetName`. What nobody has taken of yet is absent. */
  budgetsUsed: Readonly<Record<string, Cents>> | null;
}

export interface FoundCounter {
  subjectId: string;
  reliefId: string;
  measure: CounterKey['measure'];
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

/** Instructions for which more must be read than the entitlement. */
export interface InstructionAsks {
  carrying: readonly string[];
  perChild: readonly string[];
  /** Side by side: instructions with a budget, and the budgets' scopes. */
  budgetOf: readonly string[];
  budgetScope: readonly string[];
}

export interface AuthorisationFindings {
  earlier: EarlierRequest | null;
  means: FoundMeans | null;
  entitlements: FoundEntitlement[];
  counters: FoundCounter[];
}

const READ = `
select earlier, means, entitlements, counters
from transactions.read_for_authorisation(
  $1::uuid[], $2::text[], $3::text[], $4::date[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[],
  $9::uuid[]
)`;

/** Everything that a batch of authorisations needs to know, in one round trip, in the order asked. */
export async function readForAuthorisation(
  db: Database,
  queries: readonly AuthorisationQuery[],
  asks: InstructionAsks,
): Promise<AuthorisationFindings[]> {
  return await db.query<AuthorisationFindings>({
    name: 'read-for-authorisation',
    text: READ,
    values: [
      queries.map((query) => query.idsId),
      queries.map((query) => query.clientId),
      queries.map((query) => query.meansHash.toString('hex')),
      queries.map((query) => query.day),
      queries.map((query) => query.municipality),
      asks.carrying,
      asks.perChild,
      asks.budgetOf,
      asks.budgetScope,
    ],
  });
}
