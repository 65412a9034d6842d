export interface Line {
  /** From 1. */
  number: number;
  text: string;
  /** Why the line cannot be read at all. */
  fault?: 'line too long' | 'not UTF-8' | 'not in its encoding' | 'more cells than columns';
}

export interface LineBatch {
  lines: Line[];
  /** Bytes of the stream read so far. */
  bytesRead: number;
}

const LINE_BYTES_MAX = 256 * 1024;
/** So much goes on at once, however few lines it is. */
const BATCH_BYTES_MAX = 8 * 1024 * 1024;
const NEWLINE = 10;

/**
 * Cuts a stream of bytes into batches of lines, in bounded memory whatever it holds: a line beyond
 * the limit is skipped and reported. Empty lines are left out.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  batchLines: number,
): AsyncGenerator<LineBatch> {
  const splitter = new Splitter();
  let bytesRead = 0;
  let given = 0;
  for await (const chunk of chunks) {
    splitter.take(chunk);
    bytesRead += chunk.length;
    while (splitter.lines.length >= batchLines) {
      yield { lines: splitter.lines.splice(0, batchLines), bytesRead };
      given = bytesRead;
    }
    if (bytesRead - given >= BATCH_BYTES_MAX && splitter.lines.length > 0) {
      yield { lines: splitter.lines.splice(0), bytesRead };
      given = bytesRead;
    }
  }
  splitter.end();
  if (splitter.lines.length > 0) yield { lines: splitter.lines, bytesRead };
}

class Splitter {
  lines: Line[] = [];
  private rest: Buffer[] = [];
  private restBytes = 0;
  private number = 0;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });

  take(chunk: Buffer): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end === -1) break;
      this.keep(chunk.subarray(start, end));
      this.finish();
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
  }

  end(): void {
    if (this.restBytes > 0) this.finish();
  }

  private keep(part: Buffer): void {
    this.restBytes += part.length;
    if (this.restBytes <= LINE_BYTES_MAX) this.rest.push(part);
    else this.rest = [];
  }

  private finish(): void {
    this.number += 1;
    const line = this.decode();
    if (line.fault || line.text.trim() !== '') this.lines.push(line);
    this.rest = [];
    this.restBytes = 0;
  }

  private decode(): Line {
    if (this.restBytes > LINE_BYTES_MAX) {
      return { number: this.number, text: '', fault: 'line too long' };
    }
    const [only] = this.rest;
    const bytes = this.rest.length === 1 && only ? only : Buffer.concat(this.rest);
    try {
      return { number: this.number, text: this.decoder.decode(bytes) };
    } catch {
      return { number: this.number, text: '', fault: 'not UTF-8' };
    }
  }
}
