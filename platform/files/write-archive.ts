import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Refusal } from '../errors/refusal.ts';

export interface ArchiveEntry {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

/** What the fields of a ZIP archive without its extension for large files can state. */
const BYTES_MAX = 0xffffffff;
const VERSION = 20;
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** The first day that the format knows: the same content makes the same archive. */
const FIRST_DAY = 0x21;

interface Written {
  name: Buffer;
  crc: number;
  packedBytes: number;
  bytes: number;
  offset: number;
}

/**
 * A ZIP archive as a stream, in bounded memory: each entry is compressed as fast as it is taken. Refuses
 * with `workbook-rows-too-many` when it grows beyond four gigabytes.
 */
export async function* writeArchive(entries: Iterable<ArchiveEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const entry = { name: Buffer.from(name), crc: 0, packedBytes: 0, bytes: 0, offset };
    const header = localHeader(entry.name);
    yield header;
    for await (const chunk of deflate(entry, content)) {
      entry.packedBytes += chunk.length;
      yield chunk;
    }
    if (offset + entry.bytes > BYTES_MAX) throw new Refusal('workbook-rows-too-many');
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    writeSizes(descriptor, 4, entry);
    yield descriptor;
    offset += header.length + entry.packedBytes + descriptor.length;
    written.push(entry);
  }
  const directory = written.map(directoryEntry);
  yield* directory;
  yield endOf(directory, offset);
}

async function* deflate(
  entry: Written,
  content: ArchiveEntry['content'],
): AsyncGenerator<Buffer, void> {
  const plain = async function* () {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.bytes += bytes.length;
      yield bytes;
    }
  };
  const source = Readable.from(plain(), { highWaterMark: 1 });
  const packed = createDeflateRaw();
  source.on('error', (error) => packed.destroy(error));
  source.pipe(packed);
  try {
    yield* packed as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeForm(header, 4);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function directoryEntry(entry: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  writeForm(header, 6);
  writeSizes(header, 16, entry);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}

function writeForm(header: Buffer, at: number): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(FLAGS, at + 2);
  header.writeUInt16LE(DEFLATED, at + 4);
  header.writeUInt16LE(FIRST_DAY, at + 8);
}

function writeSizes(header: Buffer, at: number, { crc, packedBytes, bytes }: Written): void {
  header.writeUInt32LE(crc, at);
  header.writeUInt32LE(packedBytes, at + 4);
  header.writeUInt32LE(bytes, at + 8);
}
