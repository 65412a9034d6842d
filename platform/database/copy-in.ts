import type pg from 'pg';

/** What `pg` calls on a query that it runs; of the protocol, only what COPY FROM STDIN needs. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * Sends rows, as `CopyRows` made them, to `copy … from stdin (format binary)`: three times as fast as
 * inserting them.
 */
export async function copyIn(client: pg.PoolClient, statement: string, rows: readonly Buffer[]) {
  await new Promise<void>((resolve, reject) => {
    let failure: Error | undefined;
    client.query({
      submit: (connection: pg.Connection) => connection.query(statement),
      handleCopyInResponse: (connection: CopyConnection) => {
        for (const chunk of [BEGIN, ...rows, END]) connection.sendCopyFromChunk(chunk);
        connection.endCopyFrom();
      },
      handleError: (error: Error) => {
        failure = error;
        reject(error);
      },
      handleCommandComplete: () => {},
      handleReadyForQuery: () => (failure ? undefined : resolve()),
    } as pg.Submittable);
  });
}

const BEGIN = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);
const FIRST_BYTES = 32_768;
const JSONB_VERSION = 1;

/** Builds rows in the binary format of COPY: each begins with `row`, followed by its columns in order. */
export class CopyRows {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;

  row(columns: number): void {
    this.reserve(2);
    this.length = this.bytes.writeInt16BE(columns, this.length);
  }

  none(): void {
    this.reserve(4);
    this.length = this.bytes.writeInt32BE(-1, this.length);
  }

  integer(value: number): void {
    this.reserve(8);
    this.length = this.bytes.writeInt32BE(4, this.length);
    this.length = this.bytes.writeInt32BE(value, this.length);
  }

  bigint(value: number): void {
    this.reserve(12);
    this.length = this.bytes.writeInt32BE(8, this.length);
    // Two halves: making a BigInt for each would be garbage. The first is signed.
    const high = Math.floor(value / 2 ** 32);
    this.length = this.bytes.writeInt32BE(high, this.length);
    this.length = this.bytes.writeUInt32BE(value - high * 2 ** 32, this.length);
  }

  binary(value: Buffer): void {
    this.reserve(4 + value.length);
    this.length = this.bytes.writeInt32BE(value.length, this.length);
    this.length += value.copy(this.bytes, this.length);
  }

  /** Bytes that are written as latin1, a letter a byte. */
  latin1(value: string): void {
    this.reserve(4 + value.length);
    this.length = this.bytes.writeInt32BE(value.length, this.length);
    this.length += this.bytes.write(value, this.length, 'latin1');
  }

  text(value: string): void {
    this.prefixed(value);
  }

  /** JSON for a column of type jsonb, which begins with the version of its form. */
  json(value: string): void {
    this.prefixed(value, JSONB_VERSION);
  }

  /** Microseconds since 2000, as PostgreSQL counts. */
  instant(value: Date): void {
    this.bigint((value.getTime() - EPOCH_MS) * 1_000);
  }

  end(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private prefixed(value: string, prefix?: number): void {
    this.reserve(5 + value.length * 3);
    let end = this.length + 4;
    if (prefix !== undefined) this.bytes[end++] = prefix;
    end += this.bytes.write(value, end);
    this.bytes.writeInt32BE(end - this.length - 4, this.length);
    this.length = end;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

const EPOCH_MS = Date.UTC(2000, 0, 1);
