import { askingIds } from '../../platform/asking.ts';
import { makeAuditRecord } from '../../platform/audit/index.ts';
import { rigaDay } from '../../platform/clock/day.ts';
import type { Context, IdsActor } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { KeptAmounts } from './amounts/kept-amounts.ts';
import { postingsOf } from './amounts/postings.ts';
import { budgetRows, counterRows } from './amounts/take-rows.ts';
import type { UnitsAnswer } from './api-answers.ts';
import { findByClientId } from './sql/read-transactions.ts';
import { type ActOutcome, type ActRow, writeActs } from './sql/write-acts.ts';
import { cashierOf, nextSequence, type StoredTransaction } from './transaction.ts';

/** How often an act is decided again, when another act on the same transaction came first. */
const TRIES_MAX = 10;
const BUDGET_TRIES = 3;

/** What a verb makes of a transaction as it is now: an answer, or an act with its answer. */
export type ActDecision<Answer> =
  | { answer: Answer }
  | { act: ActRow; answer: Answer; refused?(outcome: ActOutcome): Refusal };

/**
 * Reads the transaction, lets the verb decide, and writes its act. Whoever comes second with the
 * same act number reads and decides again: so of a confirm and a cancel that race, one wins.
 */
export async function actOnTransaction<Answer>(
  context: Context,
  clientId: string,
  verb: {
    decide(transaction: StoredTransaction): ActDecision<Answer>;
    /** When there is no transaction: undefined means to look again. */
    without(found: 'cancelled-before' | undefined, ids: IdsActor): Promise<Answer | undefined>;
  },
): Promise<Answer> {
  const ids = askingIds(context);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const found = await findByClientId(context.db, { idsId: ids.idsId, clientId });
    if (found === undefined || found === 'cancelled-before') {
      const answer = await verb.without(found, ids);
      if (answer !== undefined) return answer;
      continue;
    }
    const decision = verb.decide(found);
    if (!('act' in decision)) return decision.answer;
    const outcome = (await writeActs(context.transactionPath, [decision.act])).get(decision.act.id);
    if (outcome === 'written') return decision.answer;
    // What others take of a budget at this moment may be left when they are done.
    if (outcome === 'budget-changed' && tries < BUDGET_TRIES) continue;
    if (outcome !== undefined && outcome !== 'lost' && decision.refused) {
      throw decision.refused(outcome);
    }
  }
  throw new Refusal('try-again');
}

/** What an act does to counters, budgets and books. */
export interface ActEffect {
  /** What the act is about: it is shown, and summed for the day. */
  amounts: KeptAmounts;
  /** Positive is taken, negative given back. */
  counters: readonly number[];
  budgets: readonly number[];
  spent: readonly number[];
  earned: readonly number[];
  posted?: { amounts: KeptAmounts; sign: 1 | -1 };
}

export interface ActDetails {
  kind: ActRow['kind'];
  at: Date;
  /** Absent when no terminal acts: an expiry. */
  terminalAt?: Date;
  late?: boolean;
  refundId?: string;
  content: Readonly<Record<string, unknown>>;
  proof?: { kind: string; number: string } | undefined;
}

/** The rows of an act. A refund belongs to its own day, everything else to the transaction's. */
export function actRow(
  context: Context,
  transaction: StoredTransaction,
  { effect, details }: { effect: ActEffect; details: ActDetails },
): ActRow {
  const { amounts } = effect;
  const sequence = nextSequence(transaction);
  const day =
    details.kind === 'refunded' && details.terminalAt
      ? rigaDay(details.terminalAt)
      : transaction.day;
  const totals = totalsOf(amounts);
  return {
    id: context.ids.next(),
    person_id: transaction.personId,
    transaction_id: transaction.id,
    sequence,
    kind: details.kind,
    at: details.at.toISOString(),
    terminal_at: details.terminalAt?.toISOString() ?? null,
    late: details.late ?? false,
    client_id: details.refundId ?? null,
    ids_id: transaction.idsId,
    day,
    price_cents: totals.priceCents,
    relief_cents: totals.reliefCents,
    compensation_cents: totals.compensationCents,
    content: {
      ...details.content,
      ...cashierOf(context),
      lines: amounts.lines.filter(({ quantity }) => quantity > 0),
    },
    proof: details.proof ?? null,
    counters: counterRows(transaction.takes, effect),
    budgets: budgetRows(transaction.takes, effect.budgets),
    postings: effect.posted
      ? postingsOf(context, transaction, {
          ...effect.posted,
          sequence,
          providerId: transaction.providerId,
          day,
        })
      : [],
    audit: makeAuditRecord(context, {
      act: `transactions.${details.kind}`,
      subjectPersonId: transaction.personId,
      content: {
        transaction: transaction.id,
        transactionId: transaction.clientId,
        sequence,
        reliefCents: totals.reliefCents,
        compensationCents: totals.compensationCents,
        ...(details.late ? { late: true } : {}),
      },
    }),
  };
}

export function totalsOf(amounts: KeptAmounts) {
  const totals = { priceCents: 0, reliefCents: 0, compensationCents: 0 };
  for (const line of amounts.lines) {
    totals.priceCents += line.priceCents;
    totals.reliefCents += line.reliefCents;
    totals.compensationCents += line.compensationCents;
  }
  return totals;
}

/** Amounts of some units as a provider sees them. */
export function unitsAnswer(amounts: KeptAmounts): {
  priceCents: number;
  reliefCents: number;
  recipientPaysCents: number;
  compensationCents: number;
  lines: UnitsAnswer[];
} {
  const { priceCents, reliefCents, compensationCents } = totalsOf(amounts);
  return {
    priceCents,
    reliefCents,
    recipientPaysCents: priceCents - reliefCents,
    compensationCents,
    lines: amounts.lines
      .filter(({ quantity }) => quantity > 0)
      .map((line) => ({
        line: line.line,
        quantity: line.quantity,
        priceCents: line.priceCents,
        reliefCents: line.reliefCents,
        recipientPaysCents: line.priceCents - line.reliefCents,
        compensationCents: line.compensationCents,
      })),
  };
}
