import type { AuditRecord } from '../../../platform/audit/index.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { PostingRow } from '../amounts/postings.ts';
import type { BudgetRow, CounterRow } from '../amounts/take-rows.ts';

/** An act on a transaction, as `transactions.write_acts` takes it. */
export interface ActRow {
  /** Names the act in the outcomes only. */
  id: string;
  person_id: string;
  transaction_id: string;
  sequence: number;
  kind: 'confirmed' | 'cancelled' | 'expired' | 'refunded';
  at: string;
  terminal_at: string | null;
  late: boolean;
  client_id: string | null;
  ids_id: string;
  day: string;
  price_cents: number;
  relief_cents: number;
  compensation_cents: number;
  content: Readonly<Record<string, unknown>>;
  proof: { kind: string; number: string } | null;
  counters: CounterRow[];
  budgets: BudgetRow[];
  postings: PostingRow[];
  audit: AuditRecord;
}

export type ActOutcome =
  | 'written'
  /** Another act came first. */
  | 'lost'
  | 'quota-changed'
  | 'budget-changed';

/** Writes acts in one round trip; each is accepted or refused by itself. */
export async function writeActs(
  db: Database,
  rows: readonly ActRow[],
): Promise<Map<string, ActOutcome>> {
  const outcomes = await db.query<{ id: string; outcome: ActOutcome }>({
    name: 'write-acts',
    text: 'select id, outcome from transactions.write_acts($1::jsonb)',
    values: [JSON.stringify(rows)],
  });
  return new Map(outcomes.map(({ id, outcome }) => [id, outcome]));
}
