import { IdsRefusal, IdsUnexpectedAnswer, IdsUnreachable, type Problem } from './errors.ts';

export interface Sending {
  baseUrl: string;
  headers: Record<string, string>;
  timeoutMs: number;
  attemptsMax: number;
  /** Wait before the second attempt; doubled before each later one. */
  backoffMs: number;
  fetch: typeof globalThis.fetch;
}

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

/** Statuses after which the very same call may succeed: too many requests, and gateways' failures. */
const PASSING_STATUSES = new Set([429, 502, 503, 504]);
const WAIT_MAX_MS = 10_000;

/**
 * Makes one call. It is repeated, with the same body and so with the same ids, when no answer came
 * or the server asked to come again: the API answers a repetition as it answered the first.
 */
export async function send<Answer>(sending: Sending, call: Call): Promise<Answer> {
  const body = call.body === undefined ? null : JSON.stringify(call.body);
  let failure: unknown;
  let askedWaitMs = 0;
  for (let attempt = 1; attempt <= sending.attemptsMax; attempt++) {
    if (attempt > 1) await wait(Math.max(askedWaitMs, backoff(sending.backoffMs, attempt)));
    try {
      const response = await sending.fetch(`${sending.baseUrl}${call.path}`, {
        method: call.method,
        headers:
          body === null
            ? sending.headers
            : { ...sending.headers, 'content-type': 'application/json' },
        body,
        credentials: 'same-origin',
        signal: AbortSignal.timeout(sending.timeoutMs),
      });
      if (!PASSING_STATUSES.has(response.status)) return await readAnswer<Answer>(response);
      failure = await readAnswer(response).catch((error: unknown) => error);
      askedWaitMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    } catch (error) {
      if (error instanceof IdsRefusal || error instanceof IdsUnexpectedAnswer) throw error;
      failure = error;
    }
  }
  if (failure instanceof IdsRefusal) throw failure;
  throw new IdsUnreachable(sending.attemptsMax, failure);
}

async function readAnswer<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  const requestId = response.headers.get('x-request-id') ?? undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new IdsUnexpectedAnswer(response.status, requestId);
  }
  if (response.ok) return parsed as Answer;
  if (isProblem(parsed)) throw new IdsRefusal({ ...parsed, status: response.status });
  throw new IdsUnexpectedAnswer(response.status, requestId);
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'en' in value;
}

/** Exponential with full jitter, so that terminals of one outage do not come back all at once. */
function backoff(baseMs: number, attempt: number): number {
  return Math.random() * baseMs * 2 ** (attempt - 2);
}

function wait(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(durationMs, WAIT_MAX_MS)));
}
