import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
delete from persons.named
where register = $1::text and subject_id > $2::uuid and subject_id <= $3::uuid`;

export async function deleteNamed(
  db: Database,
  register: string,
  { after, to }: { after: string; to: string },
): Promise<void> {
  await db.query({
    name: 'persons-delete-named',
    text: DELETE,
    values: [register, after, to],
  });
}
