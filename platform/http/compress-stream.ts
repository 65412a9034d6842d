import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip, createZstdCompress } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiate } from './negotiate.ts';

/** How an answer that is streamed can be compressed on its way, what we would choose first. */
export const CONTENT_ENCODINGS = ['zstd', 'br', 'gzip'] as const;

export type ContentEncoding = (typeof CONTENT_ENCODINGS)[number];

/** Less than that fits into a few packets. */
const COMPRESSED_FROM = 4_096;

/** Levels at which the processor is no narrower than the line. */
const BROTLI_QUALITY = 4;

const COMPRESSORS = {
  zstd: () => createZstdCompress(),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: () => createGzip(),
};

/** The body of a streamed answer, compressed on request; made no faster than it is taken. */
export function streamBody(
  pieces: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
  encoding: ContentEncoding | undefined,
): Readable {
  // One piece ahead: a piece is some thousand records.
  const plain = Readable.from(pieces, { highWaterMark: 1 });
  if (!encoding) return plain;
  const compressor = COMPRESSORS[encoding]();
  // What fails on the way ends the compressor too, and with it the answer.
  pipeline(plain, compressor, () => {});
  return compressor;
}

/** The body of an answer that is a text, compressed on request when it is long. */
export function compressText(reply: FastifyReply, text: string): string | Readable {
  const accepted = negotiate(reply.request.headers['accept-encoding'], CONTENT_ENCODINGS);
  if (!accepted || text.length < COMPRESSED_FROM) return text;
  reply.header('content-encoding', accepted);
  return streamBody([text], accepted);
}

/** For `onSend` of routes whose answers are pages of JSON. */
export async function compressPage(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string') return payload;
  if (!reply.hasHeader('vary')) reply.header('vary', 'accept-encoding');
  return compressText(reply, payload);
}
