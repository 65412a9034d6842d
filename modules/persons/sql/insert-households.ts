import type { Database } from '../../../platform/database/database.ts';

/** Adds those of these households that are not there yet. */
export async function insertHouseholds(db: Database, ids: readonly string[]): Promise<void> {
  await db.query(SQL, [[...new Set(ids)]]);
}

const SQL = `
insert into persons.households (id)
select unnest($1::uuid[])
on conflict do nothing`;
