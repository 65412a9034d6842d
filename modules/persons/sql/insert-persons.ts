import type { Database } from '../../../platform/database/database.ts';
import { type StoredPerson, storedPersonColumns } from './list-persons-by-hash.ts';

/** Inserts persons that are not known yet. */
export async function insertPersons(db: Database, persons: readonly StoredPerson[]): Promise<void> {
  await db.query(SQL, storedPersonColumns(persons));
}

const SQL = `
insert into persons.persons (id, personal_code_encrypted, personal_code_hash, key_version,
  name_encrypted, birth_date, death_date)
select * from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::smallint[], $5::bytea[],
  $6::date[], $7::date[])`;
