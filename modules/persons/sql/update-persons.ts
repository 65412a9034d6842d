import type { Database } from '../../../platform/database/database.ts';
import { type StoredPerson, storedPersonColumns } from './list-persons-by-hash.ts';

/** Brings known persons up to what is stated about them now. */
export async function updatePersons(db: Database, persons: readonly StoredPerson[]): Promise<void> {
  await db.query(SQL, storedPersonColumns(persons));
}

const SQL = `
update persons.persons person
set personal_code_encrypted = stated.personal_code_encrypted,
  personal_code_hash = stated.personal_code_hash, key_version = stated.key_version,
  name_encrypted = stated.name_encrypted, birth_date = stated.birth_date,
  death_date = stated.death_date
from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::smallint[], $5::bytea[], $6::date[],
  $7::date[]) as stated (id, personal_code_encrypted, personal_code_hash, key_version,
  name_encrypted, birth_date, death_date)
where person.id = stated.id`;
