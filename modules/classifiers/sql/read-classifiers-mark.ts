import type { Database } from '../../../platform/database/database.ts';

const READ = `
select concat_ws(' ',
  (select sum(hashtext(concept::text)) from classifiers.concepts concept),
  (select sum(hashtext(member::text)) from classifiers.collection_members member),
  (select sum(hashtext(kind::text)) from classifiers.fact_kinds kind)) as mark`;

/** A text that changes when concepts, members of collections or kinds of facts do. */
export async function readClassifiersMark(db: Database): Promise<string> {
  const [row] = await db.query<{ mark: string }>({
    name: 'classifiers.read-mark',
    text: READ,
    values: [],
  });
  return row?.mark ?? '';
}
