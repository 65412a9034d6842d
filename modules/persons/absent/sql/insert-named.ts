import type { Database } from '../../../../platform/database/database.ts';

const INSERT = `
insert into persons.named (register, subject_id)
select $1::text, id from unnest($2::uuid[]) as one (id)
on conflict do nothing`;

const INSERT_ORGANISATIONS = `
insert into persons.named (register, subject_id)
select $1::text, id from persons.organisations where registration_number = any($2::text[])
on conflict do nothing`;

export async function insertNamed(
  db: Database,
  register: string,
  subjectIds: readonly string[],
): Promise<void> {
  await db.query({ name: 'persons-insert-named', text: INSERT, values: [register, subjectIds] });
}

export async function insertNamedOrganisations(
  db: Database,
  register: string,
  registrationNumbers: readonly string[],
): Promise<void> {
  await db.query({
    name: 'persons-insert-named-organisations',
    text: INSERT_ORGANISATIONS,
    values: [register, registrationNumbers],
  });
}
