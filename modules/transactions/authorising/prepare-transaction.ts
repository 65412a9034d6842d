import { type AuditRecord, makeAuditRecord } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import {
  allOf,
  type Basket,
  type KeptAmounts,
  type KeptApplied,
  keptAmounts,
} from '../amounts/kept-amounts.ts';
import { postingsOf } from '../amounts/postings.ts';
import { budgetRows, counterRows } from '../amounts/take-rows.ts';
import type { TransactionAnswer } from '../api-answers.ts';
import type { FoundMeans } from '../sql/read-for-authorisation.ts';
import type { AuthorisedRow } from '../sql/write-authorised.ts';
import { cashierOf } from '../transaction.ts';
import { calculatedBasket } from './calculated-basket.ts';
import type { Explanation } from './explanation.ts';
import { answerAmounts, type Calculated } from './provider-answer.ts';
import type { RequestContent } from './request-content.ts';

/** Everything known about a transaction that is to be written. */
export interface Decided {
  context: Context;
  calculated: Calculated;
  means: FoundMeans;
  terminal: { id: string; code: string; pointOfServiceId: string };
  content: RequestContent;
  contentHash: Buffer;
  idsId: string;
  terminalAt: Date;
  now: Date;
  /** Confirmed at once when present. */
  oneStep: { proof: { kind: string; number: string } | undefined } | undefined;
}

/** The rows of a transaction and the answer to its request, before anything is written. */
export function prepareTransaction(decided: Decided): {
  row: AuthorisedRow;
  answer: TransactionAnswer;
} {
  const { context, calculated, means, terminal, now, oneStep } = decided;
  const { request, input, provider } = calculated;
  const id = context.ids.next();
  const expiresAt = new Date(now.getTime() + provider.authorisationTtlMs);
  const answer: TransactionAnswer = {
    transactionId: request.transactionId,
    state: oneStep ? 'confirmed' : 'authorised',
    day: input.occasion.day,
    terminal: terminal.code,
    terminalAt: decided.terminalAt.toISOString(),
    serverAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...answerAmounts(calculated),
  };
  const basket = calculatedBasket(calculated, means.personId);
  const whole = keptAmounts(basket, allOf(basket));
  const postings = oneStep
    ? postingsOf(context, basket, {
        amounts: whole,
        sequence: 1,
        providerId: provider.providerId,
        day: input.occasion.day,
      })
    : [];
  const row: AuthorisedRow = {
    person_id: means.personId,
    id,
    transaction_id: id,
    ids_id: decided.idsId,
    terminal_id: terminal.id,
    point_of_service_id: terminal.pointOfServiceId,
    provider_id: provider.providerId,
    means_id: means.id,
    single_use: means.singleUse,
    client_id: request.transactionId,
    terminal_at: answer.terminalAt,
    server_at: answer.serverAt,
    day: answer.day,
    expires_at: answer.expiresAt,
    price_cents: answer.priceCents,
    relief_cents: answer.reliefCents,
    compensation_cents: answer.compensationCents,
    answer,
    explanation: explanationOf(calculated),
    content: decided.content,
    content_hash: decided.contentHash.toString('hex'),
    one_step: oneStep !== undefined,
    lines: linesOf(calculated),
    applied: basket.applied.map(appliedRow),
    acts: actsOf(decided, basket, whole),
    counters: counterRows(basket.takes, {
      counters: whole.counters,
      spent: whole.pointsSpent,
      earned: oneStep ? whole.pointsEarned : [],
    }),
    budgets: budgetRows(basket.takes, whole.budgets),
    postings,
    audit: auditRecord(decided, { id, answer }),
  };
  return { row, answer };
}

function auditRecord(
  { context, means, oneStep }: Decided,
  { id, answer }: { id: string; answer: TransactionAnswer },
): AuditRecord {
  return makeAuditRecord(context, {
    act: oneStep ? 'transactions.one-step' : 'transactions.authorise',
    subjectPersonId: means.personId,
    content: {
      transaction: id,
      transactionId: answer.transactionId,
      priceCents: answer.priceCents,
      reliefCents: answer.reliefCents,
      compensationCents: answer.compensationCents,
    },
  });
}

function actsOf(
  { context, oneStep }: Decided,
  basket: Basket,
  whole: KeptAmounts,
): AuthorisedRow['acts'] {
  const by = cashierOf(context);
  const authorised = {
    sequence: 0,
    kind: 'authorised' as const,
    content: { takes: basket.takes, ...by },
    proof: null,
  };
  if (!oneStep) return [authorised];
  const content = { lines: whole.lines, ...by };
  return [authorised, { sequence: 1, kind: 'confirmed', content, proof: oneStep.proof ?? null }];
}

function linesOf({ input, calculation }: Calculated): AuthorisedRow['lines'] {
  const amounts = new Map(calculation.lines.map((line) => [line.line, line]));
  return input.lines.map((line) => ({
    line: line.line,
    item_id: line.itemId,
    class: line.class,
    whose: line.whose,
    quantity: line.quantity,
    unit_price_cents: line.unitPriceCents,
    tax_basis_points: line.taxBasisPoints,
    relief_cents: amounts.get(line.line)?.reliefCents ?? 0,
    compensation_cents: amounts.get(line.line)?.compensationCents ?? 0,
  }));
}

function appliedRow(applied: KeptApplied): AuthorisedRow['applied'][number] {
  return {
    line: applied.line,
    position: applied.position,
    share: applied.share,
    entitlement_id: applied.entitlementId,
    relief_id: applied.reliefId,
    instruction_id: applied.instructionId,
    benefit: applied.benefit,
    grantor_id: applied.grantorId,
    units: applied.units,
    amount_cents: applied.amountCents,
    paid: applied.paid,
  };
}

/** What the transaction was calculated from, and every reason: for the recipient, and for ever. */
function explanationOf({ input, calculation, held }: Calculated): Explanation {
  return {
    occasion: input.occasion,
    candidates: held.map(({ candidate, agreedId }) => ({
      entitlementId: candidate.entitlementId,
      reliefId: candidate.reliefId,
      instructionId: candidate.instructionId,
      version: candidate.version,
      grantorId: candidate.grantorId,
      agreementReliefId: agreedId ?? null,
      quotasLeft: candidate.quotasLeft,
      budgetLeftCents: candidate.budgetLeftCents ?? null,
    })),
    reasons: calculation.reasons,
    optimality: calculation.optimality,
  };
}
