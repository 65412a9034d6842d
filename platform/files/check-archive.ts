import { inflateRawSync } from 'node:zlib';
import { Refusal } from '../errors/refusal.ts';

export const ARCHIVE_BYTES_MAX = 16 * 1_048_576;
const INFLATED_BYTES_MAX = 128 * 1_048_576;
const ENTRIES_MAX = 1_000;
/** A million rows of twenty columns. */
const CELLS_MAX = 20_971_520;
const ADDRESS = /\sr=["']([A-Z]{0,3})(\d{1,7})["']/g;

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

/** A file of an archive. */
export interface ArchivePart {
  name: string;
  /** Inflates it. */
  open(): Buffer;
}

interface Entry {
  name: string;
  method: number;
  flags: number;
  packedBytes: number;
  bytes: number;
  offset: number;
}

/**
 * Checks a ZIP archive before it is given to anybody who trusts what it says of itself: how many
 * entries, where they lie, what they are called, that each inflates to the size that it states, and how
 * far the cells reach that it names.
 *
 * Refuses with `workbook-broken`, and with `workbook-too-large` beyond 16 MiB packed or 128 MiB not.
 */
export function checkArchive(archive: Buffer): ArchivePart[] {
  if (archive.length > ARCHIVE_BYTES_MAX) throw new Refusal('workbook-too-large');
  const entries = listEntries(archive);
  const names = new Set(entries.map(({ name }) => name));
  if (names.size < entries.length || entries.some(({ name }) => !isPlainPath(name))) broken();
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > INFLATED_BYTES_MAX) throw new Refusal('workbook-too-large');
  for (const entry of entries) demandCells(open(archive, entry));
  return entries.map((entry) => ({ name: entry.name, open: () => open(archive, entry) }));
}

function listEntries(archive: Buffer): Entry[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > ENTRIES_MAX) throw new Refusal('workbook-too-large');
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > end || archive.readUInt32LE(at) !== ENTRY_SIGNATURE) broken();
    const nameBytes = archive.readUInt16LE(at + 28);
    const nameStart = at + ENTRY_BYTES;
    entries.push({
      name: archive.toString('utf8', nameStart, nameStart + nameBytes),
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      packedBytes: archive.readUInt32LE(at + 20),
      bytes: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    });
    at = nameStart + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end record lies at the end, unless a comment follows it. */
function findEnd(archive: Buffer): number {
  const least = Math.max(0, archive.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = archive.length - END_BYTES; at >= least; at--) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return broken();
}

/** Inside the archive's own folder, on every system. */
function isPlainPath(name: string): boolean {
  if (/[\\:\u0000]/.test(name) || name.startsWith('/')) return false;
  return !name.split('/').some((part) => part === '..' || part === '.');
}

/** What an entry holds, which is as long as it says. */
function open(archive: Buffer, entry: Entry): Buffer {
  const { offset, method, flags, packedBytes, bytes } = entry;
  if (flags & ENCRYPTED_FLAG || (method !== STORED && method !== DEFLATED)) broken();
  if (offset + LOCAL_BYTES > archive.length || archive.readUInt32LE(offset) !== LOCAL_SIGNATURE) {
    broken();
  }
  const start =
    offset + LOCAL_BYTES + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  if (start + packedBytes > archive.length) broken();
  const packed = archive.subarray(start, start + packedBytes);
  const content = method === STORED || bytes === 0 ? packed : inflate(packed, bytes);
  if (bytes > 0 && content.length !== bytes) broken();
  return content;
}

function inflate(packed: Buffer, bytes: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: bytes });
  } catch {
    return broken();
  }
}

/** Two cells far apart make a table as wide and long as they say, whatever lies between them. */
function demandCells(content: Buffer): void {
  let columns = 1;
  let rows = 1;
  for (const [, letters = '', digits] of content.toString('latin1').matchAll(ADDRESS)) {
    rows = Math.max(rows, Number(digits));
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    columns = Math.max(columns, column);
  }
  if (rows * columns > CELLS_MAX) throw new Refusal('workbook-too-large');
}

function broken(): never {
  throw new Refusal('workbook-broken');
}
