import { type AuditRecord, makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Day } from '../../../platform/clock/day.ts';
import type { Context, IdsActor } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { calculate } from '../../reliefs/calculate.ts';
import type { Calculation, CalculationInput } from '../../reliefs/calculation.ts';
import { occasionAt } from '../../reliefs/occasion.ts';
import type { AuthoriseRequest } from '../api.ts';
import type { TransactionAnswer } from '../api-answers.ts';
import type { Catalogue, Place, ProviderReference } from '../reference.ts';
import {
  type AuthorisationFindings,
  type EarlierRequest,
  readForAuthorisation,
} from '../sql/read-for-authorisation.ts';
import { type AuthorisedRow, writeAuthorised } from '../sql/write-authorised.ts';
import { heldReliefs } from './candidates.ts';
import {
  basketLines,
  checkAgreements,
  checkClock,
  checkMeans,
  getTerminal,
  refuseTooOld,
} from './check-basket.ts';
import { type Decided, prepareTransaction } from './prepare-transaction.ts';
import { notApplied } from './provider-answer.ts';
import { differingFields, type RequestContent } from './request-content.ts';

/** A request on its way through the batches. */
export interface Authorising {
  context: Context;
  ids: IdsActor;
  request: AuthoriseRequest;
  oneStep: Decided['oneStep'];
  terminalAt: Date;
  day: Day;
  meansHash: Buffer;
  content: RequestContent;
  contentHash: Buffer;
  provider: ProviderReference;
  catalogue: Catalogue;
  place: Place;
}

export type AuthorisationOutcome =
  | { kind: 'answered'; answer: TransactionAnswer }
  | { kind: 'refused'; refusal: Refusal }
  /** What was read has changed: read and calculate again. */
  | { kind: 'again' };

type Decision =
  | Exclude<AuthorisationOutcome, { kind: 'again' }>
  | { kind: 'write'; row: AuthorisedRow; answer: TransactionAnswer };

/** Reads, calculates and writes a batch: two round trips, whatever its size. */
export async function authoriseBatch(
  batch: readonly Authorising[],
): Promise<AuthorisationOutcome[]> {
  const [first] = batch;
  if (!first) return [];
  const { db, transactionPath } = first.context;
  const findings = await readForAuthorisation(
    transactionPath,
    batch.map(({ ids, request, meansHash, day, place }) => ({
      idsId: ids.idsId,
      clientId: request.transactionId,
      meansHash,
      day,
      municipality: place.municipality,
    })),
    first.catalogue.asks,
  );
  const refusals: AuditRecord[] = [];
  const decisions = batch.map((one, place) => decide(one, findings[place], refusals));
  await writeAudit(db, refusals);
  const rows = decisions.flatMap((decision) => (decision.kind === 'write' ? [decision.row] : []));
  const outcomes =
    rows.length > 0 ? await writeAuthorised(transactionPath, sortedByPerson(rows)) : new Map();
  return decisions.map((decision) => {
    if (decision.kind !== 'write') return decision;
    if (outcomes.get(decision.row.id) !== 'written') return { kind: 'again' };
    return { kind: 'answered', answer: decision.answer };
  });
}

function sortedByPerson(rows: readonly AuthorisedRow[]): AuthorisedRow[] {
  return rows.toSorted((a, b) => (a.person_id < b.person_id ? -1 : 1));
}

function decide(
  authorising: Authorising,
  found: AuthorisationFindings | undefined,
  refusals: AuditRecord[],
): Decision {
  try {
    if (!found) throw new Error('The read for a batch gave too few rows.');
    if (found.earlier)
      return { kind: 'answered', answer: earlierAnswer(authorising, found.earlier) };
    return { kind: 'write', ...prepareTransaction(calculated(authorising, found)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusals.push(refusalRecord(authorising, found, error));
    return { kind: 'refused', refusal: error };
  }
}

/** The first answer to the same request; a refusal when the id was used for another. */
function earlierAnswer(authorising: Authorising, earlier: EarlierRequest): TransactionAnswer {
  if (!earlier.answer) throw new Refusal('transaction-cancelled-before');
  if (earlier.contentHash !== authorising.contentHash.toString('hex')) {
    const differs = differingFields(earlier.content, authorising.content);
    if (differs.length > 0) throw new Refusal('transaction-id-reused', { differs });
  }
  return earlier.answer;
}

function calculated(authorising: Authorising, found: AuthorisationFindings): Decided {
  const { context, ids, request, oneStep, provider, catalogue, terminalAt, day, place } =
    authorising;
  const now = context.clock.now();
  refuseTooOld(terminalAt, now);
  checkClock(terminalAt, now);
  const terminal = getTerminal(provider, request.terminal, ids.terminalId);
  const lines = basketLines(provider, request.lines);
  checkAgreements(provider, request, day);
  const { means } = found;
  checkMeans(means, now);
  const held = heldReliefs(
    { ...found, means },
    { catalogue, provider, day, municipality: place.municipality },
  );
  const input: CalculationInput = {
    occasion: occasionAt(terminalAt, {
      calendar: catalogue.classifiers,
      meansKind: means.kind,
      places: place.codes,
      companions: companionsOf(request),
      coupons: request.coupons.map((coupon) => coupon.toUpperCase()),
      isWithoutProof: oneStep !== undefined && oneStep.proof === undefined,
    }),
    lines,
    candidates: held.map(({ candidate }) => candidate),
    spendPoints: request.spendPoints,
    broader: catalogue.broader,
  };
  const calculation = calculate(input);
  const whole = { request, input, calculation, held, catalogue, provider };
  if (givesNothing(calculation)) {
    throw new Refusal('no-relief-applies', { notApplied: notApplied(whole) });
  }
  const { content, contentHash } = authorising;
  return {
    context,
    calculated: whole,
    means,
    terminal,
    content,
    contentHash,
    idsId: ids.idsId,
    terminalAt,
    now,
    oneStep,
  };
}

/** How many were said to be there; otherwise one, if something is bought for a companion. */
function companionsOf({ companions, lines }: AuthoriseRequest): number {
  if (companions !== undefined) return companions;
  return lines.some(({ whose }) => whose === 'companion') ? 1 : 0;
}

/** A basket that gets neither a cent nor a point is no use of a relief: also one that costs nothing. */
function givesNothing(calculation: Calculation): boolean {
  return (
    calculation.lines.every(({ applied }) => applied.length === 0) && calculation.takes.length === 0
  );
}

function refusalRecord(
  { context, request, oneStep }: Authorising,
  found: AuthorisationFindings | undefined,
  refusal: Refusal,
): AuditRecord {
  return makeAuditRecord(context, {
    act: oneStep ? 'transactions.one-step-refused' : 'transactions.authorise-refused',
    subjectPersonId: found?.means?.personId,
    content: { transactionId: request.transactionId, code: refusal.code },
  });
}
