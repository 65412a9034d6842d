import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Refusal } from '../../platform/errors/refusal.ts';
import { ConnectorFailure } from './connector-failure.ts';

const ANSWER_BYTES_MAX = 16 * 1_048_576;
const CALL_SILENCE_MS = 120_000;
/** The end of an upload is applied before it is answered. */
const UPLOAD_SILENCE_MS = 3_600_000;
/** Answers that another attempt may change. */
const PASSING_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Refusals that pass although the request was wrong at that moment. */
const PASSING_CODES = new Set(['upload-cut', 'upload-elsewhere']);

const Described = z.object({
  state: z.string(),
  revision: z.int(),
  definition: z.object({
    key: z.array(z.string()),
    recordVersion: z.string().optional(),
    fields: z.array(z.looseObject({ name: z.string(), type: z.string().optional() })),
  }),
});

const Outcomes = z.object({ outcomes: z.array(z.object({ outcome: z.string() })) });

const Report = z.object({
  state: z.enum(['open', 'complete', 'refused', 'waiting']),
  stored: z.int(),
  unchanged: z.int(),
  late: z.int(),
  quarantined: z.int(),
  removed: z.int(),
  /** Of those stored by a snapshot, what was held before and what was not. */
  changed: z.int(),
  added: z.int(),
});

const Live = z.object({ now: z.iso.datetime() });

const Problem = z.object({ code: z.string(), en: z.string() });

export type Described = z.infer<typeof Described>;
export type UploadReport = z.infer<typeof Report>;

type Body = AsyncIterable<Buffer | string>;

interface Call {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: Body;
  silenceMs?: number;
}

interface Answer {
  status: number;
  text: string;
}

/** The platform's API, as a system of an institution calls it. */
export class PlatformClient {
  private readonly address: URL;
  private readonly key: string;
  private readonly signal: AbortSignal;

  constructor({ address, key, signal }: { address: string; key: string; signal: AbortSignal }) {
    this.address = new URL(address.replace(/\/*$/, '/'));
    this.key = key;
    this.signal = signal;
  }

  async describe(dataSet: string): Promise<Described> {
    const { text } = await this.call({ method: 'GET', path: pathOf(dataSet) });
    return Described.parse(JSON.parse(text));
  }

  /** What time it is at the platform: by its clock, not ours, a snapshot was taken. */
  async now(): Promise<Date> {
    const { text } = await this.call({ method: 'GET', path: '/health/live' });
    return new Date(Live.parse(JSON.parse(text)).now);
  }

  /** Sends changes together, and tells what became of each. */
  async sendChanges(dataSet: string, changes: readonly string[]): Promise<string[]> {
    const body = [`{"changes":[${changes.join(',')}]}`];
    const path = `${pathOf(dataSet)}/records`;
    const headers = { 'content-type': 'application/json' };
    const { text } = await this.call({ method: 'POST', path, headers, body: Readable.from(body) });
    return Outcomes.parse(JSON.parse(text)).outcomes.map(({ outcome }) => outcome);
  }

  /** Sends an upload from its beginning; the platform skips what it has of it. */
  async sendUpload(
    dataSet: string,
    upload: { name: string; options: Record<string, string>; headers: Record<string, string> },
    body: Body,
  ): Promise<UploadReport> {
    const query = new URLSearchParams(upload.options);
    const path = `${pathOf(dataSet)}/uploads/${upload.name}?${query}`;
    const { headers } = upload;
    const call = { method: 'PUT', path, headers, body, silenceMs: UPLOAD_SILENCE_MS };
    const { text } = await this.call(call);
    return Report.parse(JSON.parse(text));
  }

  private async call(call: Call): Promise<Answer> {
    const answer = await this.ask(call);
    if (answer.status < 300) return answer;
    const problem = Problem.safeParse(parse(answer.text));
    const { code, en } = problem.data ?? {
      code: `status-${answer.status}`,
      en: 'No reason given.',
    };
    throw new ConnectorFailure(`The platform refuses: ${en} (${code})`, {
      code,
      passing: PASSING_STATUSES.has(answer.status) || PASSING_CODES.has(code),
    });
  }

  private async ask(call: Call): Promise<Answer> {
    const { method, path, headers, body, silenceMs = CALL_SILENCE_MS } = call;
    const url = new URL(path.slice(1), this.address);
    const open = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = open(url, {
      ...{ method, signal: this.signal },
      headers: { authorization: `Bearer ${this.key}`, ...headers },
    });
    request.setTimeout(silenceMs, () => request.destroy(new Error('The platform is silent.')));
    const answered = new Promise<Answer>((done, failed) => {
      request.once('response', (response) => {
        collect(response).then((text) => {
          done({ status: response.statusCode ?? 0, text });
        }, failed);
      });
      request.once('error', failed);
    });
    answered.catch(() => {});
    const sent = body
      ? pipeline(Readable.from(body), request)
      : Promise.resolve().then(() => void request.end());
    sent.catch(() => {});
    try {
      // Who refuses may answer before everything is sent.
      return await Promise.race([answered, sent.then(() => answered)]);
    } catch (error) {
      // What the body itself throws is told by who made it.
      if (error instanceof ConnectorFailure || error instanceof Refusal) throw error;
      throw new ConnectorFailure(`The platform does not answer: ${(error as Error).message}`, {
        passing: !this.signal.aborted,
        cause: error,
      });
    } finally {
      if (!request.writableFinished) request.destroy();
    }
  }
}

/**
 * Names the records that a data set has: a trial begins anew with each of its texts, and is emptied when
 * it is published, so what was sent before is to be sent again.
 */
export function eraOf({ state, revision }: Described): string {
  return state === 'published' ? state : `trial-${revision}`;
}

function pathOf(dataSet: string): string {
  return `/exchange/v1/data-sets/${dataSet.replace('@', '/')}`;
}

async function collect(response: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
