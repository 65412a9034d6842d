import { crc32 } from 'node:zlib';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import type { Line } from '../../../platform/text/split-lines.ts';
import type { Upload } from './upload.ts';

interface Again {
  /** Which line of the whole the first one is, from 1. */
  fromLine: number;
  /** The sum of the lines before it, when its sender states that. */
  sumBefore?: number | undefined;
}

/**
 * What of an upload comes again after a cut, held against what was kept: of other lines the beginning
 * would be lost unseen. Of a rest, whose beginning does not come, that is known when its sender states
 * the sum of it.
 *
 * The sum is the CRC-32 of the lines that are not empty, each with its "\n": it goes on from any line,
 * and tells by chance alone whether they are the same. Who sends wants to fool nobody but themselves.
 */
export class KeptLines {
  private readonly lastLine: number;
  private readonly kept: number | undefined;
  private readonly before: number;
  private reached: number;
  private isPast = false;
  private running: number | undefined;

  constructor(keys: Keyring, { lastLine, keptSum }: Upload, { fromLine, sumBefore }: Again) {
    this.lastLine = lastLine;
    if (lastLine === 0) this.kept = 0;
    else this.kept = keptSum ? Number(keys.decrypt(keptSum)) : undefined;
    this.before = fromLine - 1;
    this.reached = this.before;
    this.running = fromLine === 1 ? 0 : sumBefore;
  }

  /** The lines that are new, numbered as in the whole. Refuses with `upload-differs`. */
  take(lines: readonly Line[]): Line[] {
    for (const line of lines) line.number += this.before;
    const fresh = lines.filter(({ number }) => number > this.lastLine);
    this.add(lines.slice(0, lines.length - fresh.length));
    if (fresh.length === 0) return [];
    this.demandSame();
    this.add(fresh);
    return fresh;
  }

  /** Refuses with `upload-differs` where what is kept came otherwise, or has not come whole. */
  demandSame(): void {
    if (this.isPast) return;
    this.isPast = true;
    const isOther = this.running !== undefined && this.kept !== undefined;
    if (this.reached < this.lastLine || (isOther && this.running !== this.kept)) {
      throw new Refusal('upload-differs');
    }
    this.running ??= this.kept;
  }

  /**
   * Of all lines up to the last one that was taken; undefined where it is not known. It is kept encrypted: of
   * one short line a plain sum would tell who guesses that they are right.
   */
  get sum(): number | undefined {
    return this.running;
  }

  private add(lines: readonly Line[]): void {
    const last = lines.at(-1);
    if (!last) return;
    this.reached = last.number;
    if (this.running === undefined) return;
    this.running = crc32(lines.map(({ text }) => `${text}\n`).join(''), this.running);
  }
}
