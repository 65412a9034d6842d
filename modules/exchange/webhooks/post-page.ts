import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { type AddressRule, guardedLookup, hostOf, isOpenAddress } from './address-guard.ts';

/** How an attempt ended: a status of the receiver, or a word for why there was none. */
export type Answer = { status: number } | { failure: Failure };

/** closing: not the receiver, but this server ended it. */
type Failure = 'closed-address' | 'timeout' | 'no-answer' | 'closing';

export interface Attempt {
  answer: Answer;
  /** The receiver took its time. */
  isSlow: boolean;
}

export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const SOCKETS_PER_HOST_MAX = 8;
const IDLE_MS = 30_000;
/** Who takes longer is slow, and shares fewer of the places with others like it. */
const SLOW_MS = 1_000;

/**
 * Sends pages to receivers. Redirects are not followed, what the receiver says beside its status is
 * not read, and an attempt that takes longer than `timeoutMs` altogether is cut off.
 */
export class PagePoster {
  private readonly agents: { http: HttpAgent; https: HttpsAgent };
  private readonly rule: AddressRule;
  private readonly timeoutMs: number;
  private readonly closing = new AbortController();

  constructor(rule: AddressRule, timeoutMs: number) {
    this.rule = rule;
    this.timeoutMs = timeoutMs;
    const options = {
      keepAlive: true,
      maxSockets: SOCKETS_PER_HOST_MAX,
      timeout: IDLE_MS,
      lookup: guardedLookup(rule),
    };
    this.agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  }

  async post(post: Post): Promise<Attempt> {
    const patience = AbortSignal.timeout(SLOW_MS);
    const answer = await this.attempt(post);
    return { answer, isSlow: patience.aborted };
  }

  private async attempt({ url, headers, body }: Post): Promise<Answer> {
    const target = new URL(url);
    const host = hostOf(target);
    // A number is connected to without being looked up.
    if (isIP(host) && !isOpenAddress(host, this.rule)) return { failure: 'closed-address' };
    const isHttps = target.protocol === 'https:';
    const send = isHttps ? httpsRequest : httpRequest;
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(this.timeoutMs)]);
    return await new Promise((done) => {
      const outgoing = send(target, {
        method: 'POST',
        agent: isHttps ? this.agents.https : this.agents.http,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        signal,
      });
      outgoing.once('response', (response) => done({ status: statusOf(response) }));
      outgoing.on('error', (error) => done({ failure: this.failureOf(error, signal) }));
      outgoing.end(body);
    });
  }

  private failureOf(error: Error & { code?: string }, signal: AbortSignal): Failure {
    if (error.code === 'ECLOSED') return 'closed-address';
    if (!signal.aborted) return 'no-answer';
    return this.closing.signal.aborted ? 'closing' : 'timeout';
  }

  /** Cuts off what is being sent. */
  close(): void {
    this.closing.abort();
    this.agents.http.destroy();
    this.agents.https.destroy();
  }
}

/** A short answer is drained, so that its connection serves again; the rest is cut off. */
function statusOf(response: IncomingMessage): number {
  let left = 16_384;
  response.on('error', () => {});
  response.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) response.destroy();
  });
  return response.statusCode ?? 0;
}
