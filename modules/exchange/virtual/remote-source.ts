import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { MEDIA_TYPES } from '../../../platform/files/file-form.ts';
import { splitLines } from '../../../platform/text/split-lines.ts';
import type { Source } from '../definition.ts';
import { isObject } from '../records/field-readers.ts';
import { selectRemote } from '../systems/sql/select-remote.ts';
import type { PlainRecord } from './map-record.ts';
import type { OpenSource } from './open-source.ts';
import { SourceFault } from './source-fault.ts';
import { within } from './within.ts';

const ANSWER_BYTES_MAX = 33_554_432;
const PAGE = 1_000;
/** Between two pieces of a stream that has begun. */
const SILENCE_MS = 30_000;
/** Says that a virtual data set asks: another one would answer with a third, and so on. */
export const SOURCE_HEADER = 'x-exchange-source';

const Found = z.object({
  found: z.array(
    z.array(z.object({ record: z.record(z.string(), z.unknown()), position: z.int() })),
  ),
});

interface RemoteSource extends Source {
  remote: string;
  /** Whose virtual data set reads: the operator lets some institutions use our key there. */
  organisationId: string;
}

/** A data set of another installation, over its API with an access key of ours there. */
export function openRemoteSource(context: Context, source: RemoteSource): OpenSource {
  return {
    find: async (keys) => {
      const request = { method: 'POST', body: JSON.stringify({ keys }) };
      const limit = AbortSignal.timeout(source.timeLimitMs);
      const response = await ask(context, source, 'by-key', { ...request, signal: limit });
      const { success, data } = Found.safeParse(parse(await readBounded(response)));
      if (!success || data.found.length !== keys.length) {
        throw new SourceFault('source-answer-wrong');
      }
      return data.found;
    },
    pages: async function* () {
      const leaving = new AbortController();
      try {
        const { signal } = leaving;
        // Left behind in time: who waits no longer must not leave the connection open.
        const asked = ask(context, source, 'records', { method: 'GET', signal });
        const response = await within(source.timeLimitMs, asked);
        for await (const { lines } of splitLines(piecesOf(response), PAGE)) {
          yield lines.map(({ text }) => demandRecord(parse(text)));
        }
      } finally {
        leaving.abort();
      }
    },
  };
}

async function ask(
  { db, keys }: Context,
  { remote, organisationId, dataSet, version, permission }: RemoteSource,
  way: 'by-key' | 'records',
  request: RequestInit,
): Promise<Response> {
  const row = await selectRemote(db, { name: remote, organisationId });
  if (!row) throw new SourceFault('source-unreachable');
  const headers = {
    accept: way === 'records' ? MEDIA_TYPES.lines : 'application/json',
    authorization: `Bearer ${keys.decrypt(row.sealedKey)}`,
    [SOURCE_HEADER]: 'true',
    ...(request.body ? { 'content-type': 'application/json' } : {}),
    ...(permission === undefined ? {} : { 'x-koplieta-permission': permission }),
  };
  const address = `${row.url}/data-sets/${dataSet}/${version}/${way}`;
  const response = await orFault(fetch(address, { ...request, headers, redirect: 'error' }));
  if (response.ok) return response;
  await response.body?.cancel();
  throw new SourceFault(response.status < 500 ? 'source-refused' : 'source-unreachable');
}

async function readBounded(response: Response): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of piecesOf(response)) {
    bytes += piece.length;
    if (bytes > ANSWER_BYTES_MAX) throw new SourceFault('source-answer-wrong');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function* piecesOf({ body }: Response): AsyncGenerator<Buffer> {
  const reader = body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await within(SILENCE_MS, orFault(reader.read()));
    if (done) return;
    yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}

async function orFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new SourceFault(isLate ? 'source-too-slow' : 'source-unreachable', { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceFault('source-answer-wrong');
  }
}

function demandRecord(value: unknown): PlainRecord {
  if (!isObject(value)) throw new SourceFault('source-answer-wrong');
  return value;
}
