import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip, createZstdCompress } from 'node:zlib';

/** How an answer that is streamed can be compressed on its way, what we would choose first. */
export const CONTENT_ENCODINGS = ['zstd', 'br', 'gzip'] as const;

export type ContentEncoding = (typeof CONTENT_ENCODINGS)[number];

/** Levels at which the processor is no narrower than the line. */
const BROTLI_QUALITY = 4;

const COMPRESSORS = {
  zstd: () => createZstdCompress(),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: () => createGzip(),
};

/** The body of a streamed answer, compressed on request; made no faster than it is taken. */
export function streamBody(
  pieces: AsyncIterable<string | Buffer>,
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
