import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '../errors/refusal.ts';

const CHUNK_BYTES = 256 * 1024;

/** A file that is to be sent whole, or not at all. */
export interface OpenFile {
  /** SHA-256 of what it holds, hexadecimal. */
  digest: string;
  /** Its bytes. Ends in `file-changed-meanwhile` before its end when they are no longer those. */
  chunks(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a regular file, never through a link, and reads it once for its digest. Refuses with
 * `file-not-plain` what is a link, a folder or a device.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error) => {
    throw error.code === 'ELOOP' ? new Refusal('file-not-plain') : error;
  });
  try {
    if (!(await handle.stat()).isFile()) throw new Refusal('file-not-plain');
    const hash = createHash('sha256');
    for await (const chunk of read(handle)) hash.update(chunk);
    const digest = hash.digest('hex');
    return { digest, chunks: () => sameAs(digest, handle), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The last chunk is held back until it is known that all of them are the right ones. */
async function* sameAs(digest: string, handle: FileHandle): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  for await (const chunk of read(handle)) {
    hash.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  if (hash.digest('hex') !== digest) throw new Refusal('file-changed-meanwhile');
  if (held) yield held;
}

function read(handle: FileHandle): AsyncIterable<Buffer> {
  return handle.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK_BYTES });
}

/** The name of the upload of a file: the same for the same content, so that it is taken once. */
export function uploadName(file: string, digest: string): string {
  const plain = file.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 40);
  return `${plain}-${digest.slice(0, 16)}`;
}
