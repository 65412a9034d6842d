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
select earlier, means, entitlements, counters
from transactions.read_for_authorisation($1::uuid[], $2::text[], $3::text[], $4::date[])`;

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
