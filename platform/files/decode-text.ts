import { Refusal } from '../errors/refusal.ts';
import type { Encoding } from './file-form.ts';

/** What marks the beginning of a text, and tells its encoding. */
const MARKS: readonly [bytes: number[], encoding: Encoding | 'utf-16be'][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
const MARK_BYTES_MAX = 3;

/**
 * Decodes a stream of bytes. What the encoding does not have becomes U+FFFD, so that a reader can
 * refuse the row it stands in (`isBroken`) and keep the others.
 *
 * Refuses with `file-encoding-wrong` when a byte order mark tells of another encoding, or when a text
 * said to be of single bytes begins as UTF-8 with letters of several bytes, which no such text does.
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let begun = false;
  let first = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (begun) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    first = Buffer.concat([first, chunk]);
    if (first.length < MARK_BYTES_MAX) continue;
    begun = true;
    demandEncoding(first, encoding);
    yield decoder.decode(first, { stream: true });
  }
  if (!begun) demandEncoding(first, encoding);
  yield begun ? decoder.decode() : decoder.decode(first);
}

/** Whether a text holds what its encoding did not have, or controls that no text has. */
export function isBroken(text: string): boolean {
  return BROKEN.test(text);
}

const BROKEN = new RegExp('[\\u0000\\u0080-\\u009f\\ufffd]');

function demandEncoding(first: Buffer, encoding: Encoding): void {
  const mark = MARKS.find(([bytes]) => bytes.every((byte, place) => first[place] === byte));
  const singleBytes = encoding !== 'utf-8' && encoding !== 'utf-16le';
  if (mark ? mark[1] !== encoding : singleBytes && isUtf8WithLetters(first)) {
    throw new Refusal('file-encoding-wrong');
  }
}

/** Whether bytes are UTF-8 and not ASCII alone; a letter cut at their end does not matter. */
function isUtf8WithLetters(bytes: Buffer): boolean {
  if (bytes.every((byte) => byte < 0x80)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
