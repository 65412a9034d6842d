import type { Keyring } from '../../../platform/keys/keyring.ts';
import { parsePersonalCode } from '../../persons/index.ts';
import { type Definition, type Field, isList } from '../definition.ts';

/** As long as other hashes here; found by the one that the persons of the platform have. */
const HASH_BYTES = 16;

/** Whether records of this structure name persons. */
export function namesPersons({ fields }: Pick<Definition, 'fields'>): boolean {
  return fields.some((field) =>
    isList(field) ? namesPersons({ fields: field.list }) : field.type === 'personal-code',
  );
}

/** Keyed hashes of the valid personal codes in records or keys, each once; of nested lists too. */
export function personsOfRecords(
  { fields }: Pick<Definition, 'fields'>,
  records: readonly Record<string, unknown>[],
  keys: Pick<Keyring, 'hash'>,
): Buffer[] {
  const codes = new Set<string>();
  for (const record of records) collect(fields, record, codes);
  return [...codes].map((code) => shortPersonHash(keys.hash('personal-code', code)));
}

/** What the use log keeps of the keyed hash of a personal code. */
export function shortPersonHash(hash: Buffer): Buffer {
  return hash.subarray(0, HASH_BYTES);
}

function collect(
  fields: readonly Field[],
  record: Record<string, unknown>,
  codes: Set<string>,
): void {
  for (const field of fields) {
    const value = record[field.name];
    if (isList(field)) {
      if (!Array.isArray(value)) continue;
      for (const row of value) collect(field.list, row as Record<string, unknown>, codes);
    } else if (field.type === 'personal-code' && typeof value === 'string') {
      codes.add(parsePersonalCode(value).code);
    }
  }
}
