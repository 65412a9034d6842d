import { Readable } from 'node:stream';
import { z } from 'zod';

/** A register's data set, with the access key of the system that fills it. */
export interface Sender {
  register: string;
  code: string;
  version: number;
  key: string;
}

const Upload = z.object({
  state: z.enum(['open', 'complete', 'refused', 'waiting']),
  lastLine: z.int(),
  stored: z.int(),
  unchanged: z.int(),
  late: z.int(),
  quarantined: z.int(),
  removed: z.int(),
  changed: z.int(),
});
export type UploadReport = z.infer<typeof Upload>;

const Outcomes = z.object({ outcomes: z.array(z.object({ outcome: z.string() })) });

/** How an institution's system speaks with the exchange: over HTTP, as any other would. */
export class ExchangeClient {
  private readonly address: string;
  private readonly key: string;

  constructor(baseUrl: string, { code, version, key }: Sender) {
    this.address = `${baseUrl}/exchange/v1/data-sets/${code}/${version}`;
    this.key = key;
  }

  /** Sends changes together; gives what became of each. */
  async sendChanges(changes: readonly unknown[]): Promise<string[]> {
    const answer = await this.ask(`${this.address}/records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ changes }),
    });
    return Outcomes.parse(answer).outcomes.map(({ outcome }) => outcome);
  }

  /** Sends all records that the register holds, as lines. */
  async sendSnapshot(
    id: string,
    takenAt: Date,
    lines: AsyncIterable<string>,
  ): Promise<UploadReport> {
    const query = `mode=snapshot&takenAt=${encodeURIComponent(takenAt.toISOString())}`;
    const request: RequestInit & { duplex: 'half' } = {
      method: 'PUT',
      headers: { 'content-type': 'application/x-ndjson' },
      body: Readable.toWeb(Readable.from(lines)) as ReadableStream,
      duplex: 'half',
    };
    const answer = await this.ask(`${this.address}/uploads/${id}?${query}`, request);
    return Upload.parse(answer);
  }

  private async ask(address: string, request: RequestInit): Promise<unknown> {
    const headers = { ...request.headers, authorization: `Bearer ${this.key}` };
    const answer = await fetch(address, { ...request, headers });
    if (answer.ok) return await answer.json();
    throw new Error(`The exchange answered ${answer.status}: ${await answer.text()}`);
  }
}

/** A clock that is set by the platform's: the simulated country may live in another year. */
export async function platformClock(baseUrl: string): Promise<() => Date> {
  const answer = await fetch(`${baseUrl}/health/live`);
  const { now } = z.object({ now: z.string() }).parse(await answer.json());
  const offsetMs = Date.parse(now) - Date.now();
  return () => new Date(Date.now() + offsetMs);
}
