import { Refusal } from '../errors/refusal.ts';
import type { Line } from '../text/split-lines.ts';

const ELEMENT_BYTES_MAX = 256 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const ARRAY_OPENS = 0x5b;
const ARRAY_CLOSES = 0x5d;
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Cuts a stream that is one JSON array into its elements, as lines numbered from 1, in bounded memory:
 * an element beyond the limit is skipped and reported. The elements themselves are not checked.
 *
 * Refuses with `json-array-broken` when the stream is no array or does not end as one.
 */
export async function* splitArray(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  const splitter = new ArraySplitter();
  for await (const chunk of chunks) {
    splitter.take(chunk);
    yield* splitter.elements.splice(0);
  }
  splitter.end();
}

type Place = 'before' | 'first' | 'awaiting' | 'inside' | 'between' | 'after';

class ArraySplitter {
  readonly elements: Line[] = [];
  private place: Place = 'before';
  private number = 0;
  private depth = 0;
  private quoted = false;
  private escaped = false;
  private parts: Buffer[] = [];
  private bytes = 0;
  private read = 0;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });

  take(chunk: Buffer): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.place === 'inside') {
        const ended = this.inside(byte);
        if (!ended) continue;
        this.keep(chunk.subarray(start, ended === 'with it' ? at + 1 : at));
        this.finish();
        if (ended === 'with it') continue;
      }
      this.outside(byte, this.read + at);
      if (this.place === 'inside') start = at;
    }
    if (this.place === 'inside') this.keep(chunk.subarray(start));
    this.read += chunk.length;
  }

  end(): void {
    if (this.place !== 'after') this.refuse();
  }

  /** Whether the element ends with this byte, or before it. */
  private inside(byte: number): 'with it' | 'before it' | undefined {
    if (this.quoted) {
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) {
        this.quoted = false;
        if (this.depth === 0) return 'with it';
      }
    } else if (byte === QUOTE) this.quoted = true;
    else if (OPENING.has(byte)) this.depth += 1;
    else if (CLOSING.has(byte)) {
      if (this.depth === 0) return 'before it';
      this.depth -= 1;
      if (this.depth === 0) return 'with it';
    } else if (this.depth === 0 && (byte === COMMA || BLANK.has(byte))) return 'before it';
    return undefined;
  }

  private outside(byte: number, offset: number): void {
    if (BLANK.has(byte)) return;
    if (this.place === 'before') {
      if (byte === ARRAY_OPENS) this.place = 'first';
      else if (BYTE_ORDER_MARK[offset] !== byte) this.refuse();
    } else if (byte === ARRAY_CLOSES && (this.place === 'first' || this.place === 'between')) {
      this.place = 'after';
    } else if (byte === COMMA && this.place === 'between') this.place = 'awaiting';
    else if ((this.place === 'first' || this.place === 'awaiting') && byte !== COMMA) {
      this.place = 'inside';
      // An element of one letter (a number) has neither depth nor quotes.
      if (this.inside(byte) === 'before it') this.refuse();
    } else this.refuse();
  }

  private keep(part: Buffer): void {
    this.bytes += part.length;
    if (this.bytes <= ELEMENT_BYTES_MAX) this.parts.push(part);
    else this.parts = [];
  }

  private finish(): void {
    this.number += 1;
    this.elements.push(this.decode());
    this.place = 'between';
    this.parts = [];
    this.bytes = 0;
  }

  private decode(): Line {
    const { number } = this;
    if (this.bytes > ELEMENT_BYTES_MAX) return { number, text: '', fault: 'line too long' };
    try {
      return { number, text: this.decoder.decode(Buffer.concat(this.parts)) };
    } catch {
      return { number, text: '', fault: 'not UTF-8' };
    }
  }

  private refuse(): never {
    throw new Refusal('json-array-broken', { element: this.number });
  }
}
