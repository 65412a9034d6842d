import type { Database } from '../../../../platform/database/database.ts';
import type { Relation } from '../../../reliefs/index.ts';

/** `personId` has `relatedId` as the relation says: a parent's row names the child as `child`. */
interface RelatedRow {
  personId: string;
  relation: Relation;
  relatedId: string;
}

const SELECT = `
select distinct person_id as "personId", relation, related_id as "relatedId"
from persons.known_relations
where related_id = any($1::uuid[]) and relation = any($2::text[])`;

/** Who has one of these persons in one of these relations, at any time. */
export async function listRelated(
  db: Database,
  { personIds, relations }: { personIds: readonly string[]; relations: readonly Relation[] },
): Promise<RelatedRow[]> {
  return await db.query<RelatedRow & Record<string, unknown>>({
    name: 'entitlements.list-related',
    text: SELECT,
    values: [personIds, relations],
  });
}
