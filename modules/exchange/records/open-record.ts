import type { Keyring } from '../../../platform/keys/keyring.ts';

/** The JSON of a record, its open fields first, from what is kept of it. */
export function openRecord(
  keys: Pick<Keyring, 'decrypt'>,
  { content, sealed }: { content: string; sealed: Buffer | null },
): string {
  if (!sealed) return content;
  const personal = keys.decrypt(sealed);
  // Both are objects that we wrote ourselves: joined without being read.
  if (content === '{}') return personal;
  return `${content.slice(0, -1)},${personal.slice(1)}`;
}
