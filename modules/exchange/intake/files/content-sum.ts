import { crc32 } from 'node:zlib';
import type { Keyring } from '../../../../platform/keys/keyring.ts';

/**
 * The sum of the bytes of a stream as they go by, to tell by chance alone whether the same comes again:
 * a check that costs nothing beside the reading. Who sends wants to fool nobody but themselves.
 */
export class ContentSum {
  private bytes = 0;
  private sum = 0;

  async *of(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      this.sum = crc32(chunk, this.sum);
      yield chunk;
    }
  }

  /** As it may be kept: of one short line a plain sum would tell who guesses that they are right. */
  sealed(keys: Pick<Keyring, 'hash'>): Buffer {
    return keys.hash('request-content', `${this.bytes} ${this.sum}`);
  }
}
