import type { AuditRecord } from '../../../platform/audit/index.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { PostingRow } from '../amounts/postings.ts';
import type { BudgetRow, CounterRow } from '../amounts/take-rows.ts';
import type { TransactionAnswer } from '../api-answers.ts';
import type { Explanation } from '../authorising/explanation.ts';
import type { RequestContent } from '../authorising/request-content.ts';

/** A transaction with all its rows, as `transactions.write_authorised` takes it. */
export interface AuthorisedRow {
  person_id: string;
  id: string;
  transaction_id: string;
  ids_id: string;
  terminal_id: string;
  point_of_service_id: string;
  provider_id: string;
  means_id: string;
  single_use: boolean;
  client_id: string;
  terminal_at: string;
  server_at: string;
  day: string;
  expires_at: string;
  price_cents: number;
  relief_cents: number;
  compensation_cents: number;
  answer: TransactionAnswer;
  explanation: Explanation;
  content: RequestContent;
  content_hash: string;
  one_step: boolean;
  lines: {
    line: string;
    item_id: string;
    class: string;
    beneficiary: string;
    quantity: number;
    unit_price_cents: number;
    tax_basis_points: number;
    relief_cents: number;
    compensation_cents: number;
  }[];
  applied: {
    line: string;
    position: number;
    share: number;
    entitlement_id: string;
    relief_id: string;
    instruction_id: string;
    benefit: number;
    grantor_id: string;
    units: number;
    amount_cents: number;
    paid: string;
  }[];
  acts: {
    sequence: number;
    kind: 'authorised' | 'confirmed';
    content: Readonly<Record<string, unknown>>;
    proof: { kind: string; number: string } | null;
  }[];
  counters: CounterRow[];
  budgets: BudgetRow[];
  postings: PostingRow[];
  audit: AuditRecord;
}

export type WriteOutcome =
  | 'written'
  /** The client's id is known by now. */
  | 'duplicate'
  | 'quota-changed'
  | 'budget-changed'
  | 'means-used';

/** Writes a batch in one round trip; each transaction is accepted or refused by itself. */
export async function writeAuthorised(
  db: Database,
  rows: readonly AuthorisedRow[],
): Promise<Map<string, WriteOutcome>> {
  const outcomes = await db.query<{ id: string; outcome: WriteOutcome }>({
    name: 'write-authorised',
    text: 'select id, outcome from transactions.write_authorised($1::jsonb)',
    values: [JSON.stringify(rows)],
  });
  return new Map(outcomes.map(({ id, outcome }) => [id, outcome]));
}
