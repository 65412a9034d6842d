import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';

/** A row of persons.persons. */
export interface StoredPerson {
  id: string;
  personalCodeEncrypted: Buffer;
  personalCodeHash: Buffer;
  keyVersion: number;
  nameEncrypted: Buffer;
  birthDate: Day;
  deathDate: Day | null;
}

/** The rows as one array a column, in the order of the table. */
export function storedPersonColumns(persons: readonly StoredPerson[]): unknown[] {
  return [
    persons.map((person) => person.id),
    persons.map((person) => person.personalCodeEncrypted),
    persons.map((person) => person.personalCodeHash),
    persons.map((person) => person.keyVersion),
    persons.map((person) => person.nameEncrypted),
    persons.map((person) => person.birthDate),
    persons.map((person) => person.deathDate),
  ];
}

/** Known persons by the hexadecimal hash of their code. */
export async function listPersonsByHash(
  db: Database,
  hashes: readonly Buffer[],
): Promise<Map<string, StoredPerson>> {
  const rows = await db.query<StoredPerson>(SQL, [hashes]);
  return new Map(rows.map((row) => [row.personalCodeHash.toString('hex'), row]));
}

const SQL = `
select id, personal_code_encrypted as "personalCodeEncrypted",
  personal_code_hash as "personalCodeHash", key_version as "keyVersion",
  name_encrypted as "nameEncrypted", birth_date as "birthDate", death_date as "deathDate"
from persons.persons
where personal_code_hash = any($1::bytea[])`;
