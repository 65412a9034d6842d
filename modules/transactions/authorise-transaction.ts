import { askingIds } from '../../platform/asking.ts';
import { type Batcher, makeBatcher } from '../../platform/batching/batcher.ts';
import { rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import type { Database } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { hashMeansValue, isBankCardNumber } from '../means/index.ts';
import type { AuthoriseRequest, OneStepRequest } from './api.ts';
import type { TransactionAnswer } from './api-answers.ts';
import {
  type AuthorisationOutcome,
  type Authorising,
  authoriseBatch,
} from './authorising/authorise-batch.ts';
import { contentOfRequest, hashContent } from './authorising/request-content.ts';
import { getCatalogue, getProviderReference, placeOf } from './reference.ts';

/** How often a transaction is read and calculated again, when others took of its quota or budget. */
const TRIES_MAX = 30;

const batchers = new WeakMap<Database, Batcher<Authorising, AuthorisationOutcome>>();

/**
 * Authorises a basket: calculates its reliefs, takes quota and budget, and keeps them until it is
 * confirmed, cancelled or expired. The same request again gets the first answer.
 */
export async function authoriseTransaction(
  context: Context,
  request: AuthoriseRequest,
): Promise<TransactionAnswer> {
  return await authorise(context, request, undefined);
}

/** Authorises and confirms in one call: for a validator in a bus. */
export async function authoriseInOneStep(
  context: Context,
  request: OneStepRequest,
): Promise<TransactionAnswer> {
  return await authorise(context, request, { proof: request.proof });
}

async function authorise(
  context: Context,
  request: AuthoriseRequest,
  oneStep: Authorising['oneStep'],
): Promise<TransactionAnswer> {
  const authorising = await prepare(context, request, oneStep);
  const batcher = batcherOf(context);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const outcome = await batcher.submit(authorising, { first: tries > 0 });
    if (outcome.kind === 'answered') return outcome.answer;
    if (outcome.kind === 'refused') throw outcome.refusal;
  }
  throw new Refusal('try-again');
}

async function prepare(
  context: Context,
  request: AuthoriseRequest,
  oneStep: Authorising['oneStep'],
): Promise<Authorising> {
  const ids = askingIds(context);
  if (isBankCardNumber(request.means.value)) throw new Refusal('bank-card-number-refused');
  const terminalAt = new Date(request.terminalAt);
  const meansHash = hashMeansValue(context.keys, request.means.value);
  const content = contentOfRequest(request, { meansHash, oneStep: oneStep !== undefined });
  const [provider, catalogue] = await Promise.all([
    getProviderReference(context, ids.idsId),
    getCatalogue(context),
  ]);
  return {
    context,
    ids,
    request,
    oneStep,
    terminalAt,
    day: rigaDay(terminalAt),
    meansHash,
    content,
    contentHash: hashContent(context.keys, content),
    provider,
    catalogue,
    place: placeOf(provider, catalogue, request.terminal),
  };
}

/** One for each database, so that all requests of a server share its batches. */
function batcherOf(context: Context): Batcher<Authorising, AuthorisationOutcome> {
  let batcher = batchers.get(context.db);
  if (!batcher) {
    batcher = makeBatcher({
      keysOf: ({ meansHash, ids, request }) => [
        meansHash.toString('hex'),
        `${ids.idsId}/${request.transactionId}`,
      ],
      run: authoriseBatch,
      refuse: () => new Refusal('try-again'),
    });
    batchers.set(context.db, batcher);
  }
  return batcher;
}
