import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const BUFFER_CHARACTERS = 256 * 1024;

/** Writes records as lines of JSON. Keeps no more than a buffer in memory. */
export class LineWriter {
  private readonly file: number;
  private buffered: string[] = [];
  private characters = 0;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'w');
  }

  write(record: unknown): void {
    const line = JSON.stringify(record);
    this.buffered.push(line);
    this.characters += line.length;
    if (this.characters >= BUFFER_CHARACTERS) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    if (this.buffered.length === 0) return;
    const bytes = Buffer.from(`${this.buffered.join('\n')}\n`);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
    this.buffered = [];
    this.characters = 0;
  }
}
