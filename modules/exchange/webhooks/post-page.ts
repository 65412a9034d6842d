import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { type AddressRule, guardedLookup, hostOf, isOpenAddress } from './address-guard.ts';

/** How an attempt ended: a status of the receiver, or a word for why there was none. */
export type Answer = { status: number } | { failure: Failure };

/** closing: not the receiver, but this server ended it. */
type Failure = 'closed-address' | 'timeout' | 'no-answer' | 'closing';

export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const IDLE_PER_HOST_MAX = 8;
const IDLE_MS = 30_000;

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
      maxFreeSockets: IDLE_PER_HOST_MAX,
      timeout: IDLE_MS,
      lookup: guardedLookup(rule),
    };
    this.agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  }

  async post({ url, headers, body }: Post): Promise<Answer> {
    const target = new URL(url);
    const host = hostOf(target);
    // A number is connected to without being looked up.
    if (isIP(host) && !isOpenAddress(host, this.rule)) return { failure: 'closed-address' };
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(this.timeoutMs)]);
    const attempt = { target, headers, body, signal };
    const first = await this.attempt(attempt);
    // The receiver closed a connection that stood open just as it was used: nothing was sent.
    return first === 'stale' ? await this.attempt(attempt).then(unstale) : first;
  }

  private async attempt({ target, headers, body, signal }: Sending): Promise<Answer | 'stale'> {
    const isHttps = target.protocol === 'https:';
    const send = isHttps ? httpsRequest : httpRequest;
    return await new Promise((done) => {
      const outgoing = send(target, {
        method: 'POST',
        agent: isHttps ? this.agents.https : this.agents.http,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        signal,
      });
      outgoing.once('response', (response) => done({ status: statusOf(response) }));
      outgoing.on('error', (error: Error & { code?: string }) => {
        const isStale = outgoing.reusedSocket && error.code === 'ECONNRESET';
        done(isStale ? 'stale' : { failure: this.failureOf(error, signal) });
      });
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

interface Sending {
  target: URL;
  headers: Post['headers'];
  body: string;
  signal: AbortSignal;
}

function unstale(answer: Answer | 'stale'): Answer {
  return answer === 'stale' ? { failure: 'no-answer' } : answer;
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
