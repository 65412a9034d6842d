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
    whose: string;
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

const WRITE = `
select id, outcome
from transactions.write_authorised($1::jsonb, $2::jsonb, $3::jsonb, $4::jsonb, $5::jsonb)`;

/** Writes a batch in one round trip; each transaction is accepted or refused by itself. */
export async function writeAuthorised(
  db: Database,
  rows: readonly AuthorisedRow[],
): Promise<Map<string, WriteOutcome>> {
  const parts = [
    rows.map(headOf),
    rows.flatMap(({ person_id, id, lines }) => lines.map((line) => ({ person_id, id, ...line }))),
    rows.flatMap(({ person_id, id, applied }) => applied.map((one) => ({ person_id, id, ...one }))),
    rows.filter(movesAnything).map(takesOf),
    rows.map(({ audit }) => audit),
  ];
  const outcomes = await db.query<{ id: string; outcome: WriteOutcome }>({
    name: 'write-authorised',
    text: WRITE,
    values: parts.map((part) => JSON.stringify(part)),
  });
  return new Map(outcomes.map(({ id, outcome }) => [id, outcome]));
}

/** The transaction itself, with what its acts are about. What is undefined, JSON leaves out. */
function headOf(row: AuthorisedRow) {
  const [authorised, confirmed] = row.acts;
  const sentApart = { lines: undefined, applied: undefined, audit: undefined };
  const sentWithTakes = { counters: undefined, budgets: undefined, postings: undefined };
  return {
    ...row,
    ...sentApart,
    ...sentWithTakes,
    acts: undefined,
    authorised: authorised?.content,
    confirmed: confirmed?.content ?? null,
    proof: confirmed?.proof ?? null,
  };
}

function movesAnything({ counters, budgets, postings }: AuthorisedRow): boolean {
  return counters.length > 0 || budgets.length > 0 || postings.length > 0;
}

function takesOf({ id, person_id, transaction_id, counters, budgets, postings }: AuthorisedRow) {
  return { id, person_id, transaction_id, counters, budgets, postings };
}
