import { askingIds } from '../../platform/asking.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { listOfficials } from '../identity/index.ts';
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
  const cashiers = await listCashiers(context, found.acts);
  const proof = found.acts.find(({ kind }) => kind === 'confirmed')?.proof;
  return {
    ...found.answer,
    state: stateOf(found),
    acts: found.acts.map((act) => ({
      ...publicAct(act, found),
      ...(act.cashier ? { cashier: cashiers.get(act.cashier) } : {}),
    })),
    ...(proof ? { proof } : {}),
  };
}

/** Those who did the acts at terminals, by id: people whom this organisation made its officials. */
async function listCashiers(context: Context, acts: readonly StoredAct[]) {
  const ids = acts.flatMap(({ cashier }) => cashier ?? []);
  const officials = ids.length === 0 ? [] : await listOfficials(context, ids);
  return new Map(officials.map(({ id, name }) => [id, { officialId: id, name }]));
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
