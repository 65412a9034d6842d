import type { Database } from '../../../platform/database/database.ts';

const SELECT = `
select personal_code_hash as hash, personal_code_encrypted as encrypted
from persons.persons
where id = $1::uuid
union all
select former.code_hash, former.code_encrypted
from persons.former_codes former
where former.person_id = $1::uuid and not exists (
  select from persons.persons present where present.personal_code_hash = former.code_hash)`;

/**
 * The present code of a person, and those that they had before and nobody has now. What was noted before
 * former codes were kept encrypted has a hash alone.
 */
export async function selectPersonalCodes(
  db: Database,
  personId: string,
): Promise<{ hash: Buffer; encrypted: Buffer | null }[]> {
  return await db.query<{ hash: Buffer; encrypted: Buffer | null }>({
    name: 'persons-select-personal-codes',
    text: SELECT,
    values: [personId],
  });
}
