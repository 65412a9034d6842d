import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../errors/refusal.ts';

/** Lines of registers shrink to a tenth, seldom to a fiftieth; a bomb to a thousandth. */
const RATIO_MAX = 200;
/** So much may come of anything: the beginning of a stream tells little of its ratio. */
const FREE_BYTES = 1_048_576;

/**
 * Inflates a gzip stream, as fast as it is taken. Refuses with `compressed-broken`, and with
 * `compressed-too-much` as soon as more comes of it than any file of records would give.
 */
export async function* gunzipBounded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let taken = 0;
  let given = 0;
  const count = async function* () {
    for await (const chunk of chunks) {
      taken += chunk.length;
      yield chunk;
    }
  };
  const gunzip = createGunzip();
  // One chunk ahead: when the stream is cut, little is lost of what came before.
  pipeline(Readable.from(count(), { highWaterMark: 1 }), gunzip, () => {});
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      given += chunk.length;
      if (given > FREE_BYTES && given > taken * RATIO_MAX) throw new Refusal('compressed-too-much');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))) {
      throw new Refusal('compressed-broken');
    }
    throw error;
  }
}
