import { askingIds } from '../../platform/asking.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { allOf, keptAmounts } from './amounts/kept-amounts.ts';
import type { TransactionDetails } from './api-answers.ts';
import { findByClientId } from './sql/read-transactions.ts';
import { type StoredAct, type StoredTransaction, stateOf } from './transaction.ts';

/** A transaction of the asking IDS: as it was answered, in its present state, with every act. */
export async function getTransaction(
  context: Context,
  transactionId: string,
): Promise<TransactionDetails> {
  const { idsId } = askingIds(context);
  const found = await findByClientId(context.db, { idsId, clientId: transactionId });
  if (!found || found === 'cancelled-before') throw new Refusal('transaction-unknown');
  const proof = found.acts.find(({ kind }) => kind === 'confirmed')?.proof;
  return {
    ...found.answer,
    state: stateOf(found),
    acts: found.acts.map((act) => publicAct(act, found)),
    ...(proof ? { proof } : {}),
  };
}

function publicAct(
  act: StoredAct,
  transaction: StoredTransaction,
): TransactionDetails['acts'][number] {
  const lines = act.lines ?? keptAmounts(transaction, allOf(transaction)).lines;
  return {
    kind: act.kind,
    at: new Date(act.at).toISOString(),
    terminalAt: act.terminalAt && new Date(act.terminalAt).toISOString(),
    late: act.late,
    ...(act.refundId ? { refundId: act.refundId } : {}),
    priceCents: act.priceCents,
    reliefCents: act.reliefCents,
    recipientPaysCents: act.priceCents - act.reliefCents,
    compensationCents: act.compensationCents,
    lines: lines.map(({ line, quantity, priceCents, reliefCents, compensationCents }) => ({
      line,
      quantity,
      priceCents,
      reliefCents,
      recipientPaysCents: priceCents - reliefCents,
      compensationCents,
    })),
  };
}
