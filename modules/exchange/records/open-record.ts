import type { Keyring } from '../../../platform/keys/keyring.ts';

interface Kept {
  content: string;
  sealed: Buffer | null;
}

/** The JSON of a record, its open fields first, from what is kept of it. */
export function openRecord(keys: Pick<Keyring, 'decrypt'>, { content, sealed }: Kept): string {
  return sealed ? join(content, keys.decrypt(sealed)) : content;
}

/** The same of many, in the order in which they were written: a third of the cost. */
export function openRecords(keys: Pick<Keyring, 'decryptPage'>, rows: readonly Kept[]): string[] {
  const sealed = rows.flatMap((row) => (row.sealed ? [row.sealed] : []));
  const personal = keys.decryptPage(sealed).values();
  return rows.map((row) =>
    row.sealed ? join(row.content, personal.next().value as string) : row.content,
  );
}

/** Both are objects that we wrote ourselves: joined without being read. */
function join(content: string, personal: string): string {
  return content === '{}' ? personal : `${content.slice(0, -1)},${personal.slice(1)}`;
}
