import type { Day } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import type { Cents } from '../../platform/money/money.ts';
import {
  allOf,
  type KeptApplied,
  type KeptLine,
  type Quantities,
  type Takes,
} from './amounts/kept-amounts.ts';
import type {
  CancelAnswer,
  ConfirmAnswer,
  RefundAnswer,
  TransactionAnswer,
  TransactionState,
} from './api-answers.ts';

/** Units of a line that an act is about, and what they come to. */
export interface ActLine {
  line: string;
  quantity: number;
  priceCents: Cents;
  reliefCents: Cents;
  compensationCents: Cents;
}

/** One act of a transaction's life. Acts are only added: the state is that of the last one. */
export interface StoredAct {
  sequence: number;
  kind: TransactionState;
  at: string;
  terminalAt: string | null;
  late: boolean;
  refundId: string | null;
  priceCents: Cents;
  reliefCents: Cents;
  compensationCents: Cents;
  lines: ActLine[] | null;
  /** Of a refund: nothing is left. */
  whole: boolean | null;
  /** What was asked for, to tell a repeated act from another one. */
  request: unknown;
  answer: ConfirmAnswer | CancelAnswer | RefundAnswer | null;
  proof: { kind: 'receipt' | 'numbered-receipt' | 'ticket'; number: string } | null;
  /** Id of the official who did it at a terminal; null: the system, by itself. */
  cashier: string | null;
}

/** A transaction with its lines, what was applied, and every act on it. */
export interface StoredTransaction {
  personId: string;
  id: string;
  idsId: string;
  providerId: string;
  clientId: string;
  day: Day;
  expiresAt: Date;
  answer: TransactionAnswer;
  lines: KeptLine[];
  applied: KeptApplied[];
  takes: Takes;
  acts: StoredAct[];
}

/** Who does an act at a terminal, as it is kept with the act; nothing when no cashier does it. */
export function cashierOf({ actor }: Pick<Context, 'actor'>): { cashier?: string } {
  return actor.kind === 'ids' && actor.cashier ? { cashier: actor.cashier.officialId } : {};
}

type Life = Pick<StoredTransaction, 'acts'>;

/** `refunded` when nothing is left; after a refund of a part a transaction stays confirmed. */
export function stateOf({ acts }: Life): TransactionState {
  const last = acts.at(-1);
  if (!last) throw new Error('A transaction has no act.');
  return last.kind === 'refunded' && !last.whole ? 'confirmed' : last.kind;
}

export function nextSequence({ acts }: Life): number {
  return (acts.at(-1)?.sequence ?? -1) + 1;
}

/** Units by line that are confirmed and not refunded; all of them while it is authorised. */
export function quantitiesLeft(
  transaction: Pick<StoredTransaction, 'acts' | 'lines' | 'applied' | 'takes'>,
): Quantities {
  const left = allOf(transaction);
  for (const act of transaction.acts) {
    // Lines that a confirm does not name were not sold at all.
    if (act.kind === 'confirmed') for (const line of left.keys()) left.set(line, 0);
    for (const { line, quantity } of act.lines ?? []) {
      if (act.kind === 'confirmed') left.set(line, quantity);
      if (act.kind === 'refunded') left.set(line, (left.get(line) ?? 0) - quantity);
    }
  }
  return left;
}
